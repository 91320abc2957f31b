import { EscrowJobState, jobEscrowAbi } from "@tabgrid/contracts";
import { createPublicClient, custom, encodeFunctionResult, zeroAddress } from "viem";
import { expect, test, vi } from "vitest";
import { findPosting } from "./findPosting";
import { hasArrived } from "./hasArrived";
import { postedSpec } from "./testing/postedSpec";

const spec = postedSpec();
const hash = `0x${"ab".repeat(32)}`;

const jobIn = (state: number) =>
	encodeFunctionResult({
		abi: jobEscrowAbi,
		functionName: "job",
		result: {
			client: zeroAddress,
			deadline: 0n,
			shards: 24,
			operator: zeroAddress,
			noticeEndsAt: 0n,
			pricePerReplica: 0n,
			state,
			budget: 0n,
			reserved: 0n,
			redeemed: 0n,
			resultRoot: `0x${"00".repeat(32)}`,
		},
	});

/** A chain that has a job in this state, and of the transaction what is given. */
function chain(
	state: number,
	{ mined, known = mined !== undefined }: { mined?: "0x0" | "0x1"; known?: boolean } = {},
	answers: Record<string, () => unknown> = {},
) {
	const all: Record<string, () => unknown> = {
		eth_call: () => jobIn(state),
		eth_getTransactionReceipt: () => (mined === undefined ? null : { status: mined, logs: [] }),
		eth_getTransactionByHash: () => (known ? { hash, type: "0x2", value: "0x0" } : null),
		...answers,
	};
	const request = async ({ method }: { method: string }) => all[method]?.();
	return createPublicClient({
		transport: custom({ request }, { retryCount: 0 }),
		pollingInterval: 5,
	});
}

test("a payment that the escrow has is paid, whether or not its transaction is known", async () => {
	expect(await findPosting(chain(EscrowJobState.Open), { spec, hash: null })).toBe("paid");
	const settled = chain(EscrowJobState.Settled, { mined: "0x1" });
	expect(await findPosting(settled, { spec, hash })).toBe("paid");
});

test("a payment that the escrow lacks waits, was refused, or is nowhere to be seen", async () => {
	const find = (transaction: Parameters<typeof chain>[1], known: string | null = hash) =>
		findPosting(chain(EscrowJobState.None, transaction), { spec, hash: known });
	expect(await find({ known: true })).toBe("pending");
	expect(await find({ mined: "0x0" })).toBe("refused");
	expect(await find({ known: false })).toBe("unseen");
	expect(await find({}, null)).toBe("unseen");
});

test("a payment on its way is waited for, and one that was never sent is not", async () => {
	vi.stubGlobal("localStorage", { getItem: () => JSON.stringify([{ spec, hash }]) });
	let mined = false;
	const busy = chain(
		EscrowJobState.None,
		{ known: true },
		{
			eth_call: () => jobIn(mined ? EscrowJobState.Open : EscrowJobState.None),
			eth_getTransactionReceipt: () =>
				mined ? { transactionHash: hash, status: "0x1", blockNumber: "0x1", logs: [] } : null,
			eth_blockNumber: () => "0x1",
		},
	);
	expect(await hasArrived(busy, spec, () => (mined = true))).toBe(true);
	vi.stubGlobal("localStorage", { getItem: () => null });
	const onWait = vi.fn();
	expect(await hasArrived(chain(EscrowJobState.None), spec, onWait)).toBe(false);
	expect(onWait).not.toHaveBeenCalled();
	vi.unstubAllGlobals();
});
