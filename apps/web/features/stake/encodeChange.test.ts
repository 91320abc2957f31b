import { providerStakesAbi } from "@tabgrid/contracts";
import { Address, ProviderId } from "@tabgrid/protocol";
import { decodeFunctionData, type Hex } from "viem";
import { expect, it } from "vitest";
import { encodeAdd, encodeChange } from "./encodeChange";

const operator = Address.parse(`0x${"ab".repeat(20)}`);
const provider = ProviderId.parse("cd".repeat(32));
const target = [expect.stringMatching(/^0xab/i), `0x${provider}`];
const decoded = (data: Hex) => decodeFunctionData({ abi: providerStakesAbi, data });

it("each change is one call of the contract, for this operator and provider", () => {
	const change = (kind: "notice" | "keep" | "withdraw") =>
		decoded(encodeChange(operator, provider, { kind, amount: 7n }));
	expect(change("notice")).toEqual({ functionName: "giveNotice", args: [...target, 7n] });
	expect(change("keep")).toEqual({ functionName: "stay", args: target });
	expect(change("withdraw")).toEqual({ functionName: "withdraw", args: target });
});

it("adding hands the permit over with the amount", () => {
	const [r, s] = [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`] as const;
	const data = encodeAdd(operator, provider, 7n, { deadline: 9n, v: 27, r, s });
	expect(decoded(data)).toEqual({
		functionName: "stakeWithPermit",
		args: [...target, 7n, 9n, 27, r, s],
	});
});
