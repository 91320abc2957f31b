import { jobEscrowAbi } from "@tabgrid/contracts";
import { TabgridError } from "@tabgrid/protocol";
import {
	ChainMismatchError,
	ContractFunctionRevertedError,
	encodeErrorResult,
	UserRejectedRequestError,
} from "viem";
import { foundry } from "viem/chains";
import { expect, test } from "vitest";
import { explainWalletError } from "./explainWalletError";

test("a declined signature is told as no loss", () => {
	const explained = explainWalletError(new UserRejectedRequestError(new Error("User rejected")));
	expect(explained.kind).toBe("rejected");
	expect(explained.message).toMatch(/Nothing was sent/);
});

test("a revert is told in the contract's own words", () => {
	const data = encodeErrorResult({ abi: jobEscrowAbi, errorName: "NoShards" });
	const error = new ContractFunctionRevertedError({
		abi: jobEscrowAbi,
		functionName: "postWithPermit",
		data,
	});
	expect(explainWalletError(error)).toMatchObject({
		kind: "revert",
		message: expect.stringMatching(/shards/),
	});
});

test("a matcher that does not answer is offline, one that refuses is not", () => {
	expect(explainWalletError(new TabgridError("UNAVAILABLE", "away")).kind).toBe("offline");
	expect(explainWalletError(new TabgridError("BAD_PARAMS", "no")).kind).toBe("grid");
});

test("a wallet on another network is told to switch", () => {
	const error = new ChainMismatchError({ chain: foundry, currentChainId: 1 });
	expect(explainWalletError(error).kind).toBe("network");
	const wagmi = Object.assign(new Error("x"), { name: "ConnectorChainMismatchError" });
	expect(explainWalletError(wagmi).kind).toBe("network");
});
