import {
	leastReplicasWithTrust,
	type Policy,
	type TrustPolicy,
	usualMaxReplicas,
	usualTrust,
} from "@tabgrid/protocol";
import { UsageError } from "../UsageError.ts";

/** The quorum where trust is declined and none is named. */
const usualQuorum = 2;

/** Options of `tabgrid submit` that say how results are checked. */
export interface PolicyOptions {
	readonly trust?: TrustPolicy | "none" | undefined;
	readonly quorum?: number | undefined;
	readonly maxReplicas?: number | undefined;
}

/**
 * The policy that the options ask for: trust, balanced unless told, or a fixed quorum where `--quorum`
 * or `--trust none` stands.
 * @throws UsageError when both are asked for, or too few replicas for what is.
 */
export function readPolicy({ trust, quorum, maxReplicas }: PolicyOptions): Policy {
	if (quorum !== undefined || trust === "none") {
		if (trust !== undefined && trust !== "none")
			throw new UsageError(
				`--trust ${trust} and --quorum are two ways to check results: name one of them.`,
			);
		const fixed = { quorum: quorum ?? usualQuorum };
		const most = maxReplicas ?? usualMaxReplicas(fixed);
		if (most < fixed.quorum)
			throw new UsageError(`--max-replicas is at least the quorum, ${fixed.quorum}.`);
		return { ...fixed, maxReplicas: most };
	}
	const trusting = { quorum: usualQuorum, trust: trust ?? usualTrust };
	const most = maxReplicas ?? usualMaxReplicas(trusting);
	if (most < leastReplicasWithTrust)
		throw new UsageError(
			`--max-replicas is at least ${leastReplicasWithTrust} with --trust ${trusting.trust}: a dispute needs a third. --quorum asks for a fixed quorum.`,
		);
	return { quorum: trusting.quorum, maxReplicas: most, trust: trusting.trust };
}
