import { type JobSpec, jobIdOf } from "@tabgrid/protocol";
import { type Hex, isHex, type PublicClient } from "viem";
import { findPosting } from "./findPosting";
import { keptPostings } from "./keptPostings";

/**
 * Whether the escrow has a job: an earlier page, or an attempt whose end wasn't heard, paid for it. A
 * payment that is on its way is waited for. Throws what viem throws when the chain doesn't answer.
 * @param onWait told before it waits.
 */
export async function hasArrived(
	client: Parameters<typeof findPosting>[0] & Pick<PublicClient, "waitForTransactionReceipt">,
	spec: JobSpec,
	onWait: () => void,
): Promise<boolean> {
	const jobId = jobIdOf(spec);
	const kept = keptPostings().find((posting) => jobIdOf(posting.spec) === jobId);
	const posting = kept ?? { spec, hash: null };
	const fate = await findPosting(client, posting);
	if (fate !== "pending" || !isHex(posting.hash)) return fate === "paid";
	onWait();
	const hash: Hex = posting.hash;
	await client.waitForTransactionReceipt({ hash });
	return (await findPosting(client, posting)) === "paid";
}
