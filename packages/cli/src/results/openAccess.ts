import { type JobView, type ResultAccess, resultAccessMaxAgeMs } from "@tabgrid/protocol";
import { createWallet, isFinal, type LocalWallet, signResultAccess } from "@tabgrid/sdk";
import type { Connection } from "../connect.ts";
import type { Settings } from "../environment.ts";
import { readKey } from "../readKey.ts";
import { UsageError } from "../UsageError.ts";

/** What a reader of results shows the matcher; undefined where it shows nothing. */
export interface Access {
	/** The wallet that signs. */
	readonly signer: LocalWallet["account"]["address"];
	/** A signature that is good for hours yet. */
	current(): Promise<ResultAccess>;
}

/**
 * The client's leave to read a job's results before it settles, where the job asks for that: it has a
 * trust policy and goes on. A job that has ended takes it as well, where there is a key.
 * @throws UsageError when the job asks and there is no key.
 */
export async function openAccess(
	settings: Settings,
	{ config }: Connection,
	job: JobView,
): Promise<Access | undefined> {
	if (job.spec.policy.trust === undefined || job.state === "settled") return undefined;
	if (settings.key === undefined && settings.keyFile === undefined) {
		if (isFinal(job)) return undefined;
		throw new UsageError(
			"Until this job settles only its client reads its results: set TABGRID_KEY to the client's private key, or name a file that holds it with --key-file; --public reads what anyone may.",
		);
	}
	const wallet = createWallet(settings.rpcUrl, config.chainId, await readKey(settings));
	const own = wallet.account.address.toLowerCase() === job.client;
	if (isFinal(job) && !own) return undefined;
	let signed: ResultAccess | undefined;
	return {
		signer: wallet.account.address,
		async current() {
			if (signed === undefined || Date.now() - signed.issuedAt > resultAccessMaxAgeMs / 2)
				signed = await signResultAccess(wallet, config, job.jobId);
			return signed;
		},
	};
}
