import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { TabgridError } from "../tabgridError.ts";
import { checkReceipts } from "./checkReceipts.ts";
import { fileOf, linesOfFile, makeReceipts } from "./testing/makeReceipts.ts";

let made: Awaited<ReturnType<typeof makeReceipts>>;
let lines: string[];
beforeAll(async () => {
	made = await makeReceipts(7);
	lines = linesOfFile(made);
});

const checked = (file: readonly string[]) => checkReceipts(fileOf(file));
/** The codes of a file's problems, each once, in order. */
const codesOf = async (file: readonly string[]) =>
	[...new Set((await checked(file)).problems.map(({ code }) => code))].sort();
/** Whether the file is refused, as unreadable or with problems. */
async function refused(file: readonly string[]): Promise<boolean> {
	try {
		return (await checked(file)).problemCount > 0;
	} catch (error) {
		if (error instanceof TabgridError && error.code === "BAD_INPUT") return true;
		throw error;
	}
}

describe("an untouched file", () => {
	it("passes, with its attestations, verdicts, money and root counted", async () => {
		const seen: number[] = [];
		const report = await checkReceipts(fileOf(lines), {
			onReceipt: ({ shardIndex }) => seen.push(shardIndex),
		});
		expect(report.problems).toEqual([]);
		expect(report).toMatchObject({
			receipts: 7,
			attestations: 7 * 2 + 3,
			providers: 2,
			earned: 14_000n,
			root: made.header.resultRoot,
			verdicts: { agreed: 14, disagreed: 3, errored: 0, expired: 0, aborted: 0 },
		});
		expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
	});

	it("is held against the manifest's inputs where these are known", async () => {
		const inputs = made.receipts.map(({ input }) => input);
		const right = await checkReceipts(fileOf(lines), { onHeader: async () => inputs });
		expect(right.problems).toEqual([]);
		const [a] = inputs;
		if (a === undefined) throw new Error("There is an input.");
		const wrong = await checkReceipts(fileOf(lines), { onHeader: async () => inputs.with(3, a) });
		expect(wrong.problems).toMatchObject([{ code: "IDENTITY", shardIndex: 3 }]);
	});

	it("passes also when no shard was verified", async () => {
		const { header } = made;
		const empty = { ...header, receipts: 0, earned: "0", resultRoot: `0x${"0".repeat(64)}` };
		expect((await checked(linesOfFile({ header: empty, receipts: [] }))).problems).toEqual([]);
	});
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** The paths to all leaves of a JSON value. */
function leaves(value: Json, path: (string | number)[] = []): (string | number)[][] {
	if (value !== null && typeof value === "object")
		return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
	return [path];
}
/** The same value with the leaf at `path` changed to another of its own kind. */
function flip(value: Json, [head, ...rest]: (string | number)[], by: number): Json {
	if (value !== null && typeof value === "object") {
		const copy: { [key: string]: Json } = Object.fromEntries(Object.entries(value));
		if (head !== undefined) copy[head] = flip(copy[head] ?? null, rest, by);
		return Array.isArray(value) ? Object.values(copy) : copy;
	}
	if (typeof value === "number") return value + 1 + (by % 3);
	if (typeof value === "boolean") return !value;
	if (value === null) return by % 2 === 0 ? 0 : "00";
	const at = by % value.length;
	const digit = value[at] === "1" ? "2" : "1";
	return `${value.slice(0, at)}${digit}${value.slice(at + 1)}`;
}

describe("a tampered file", () => {
	it("is refused whichever field of whichever line was changed, however it was changed", async () => {
		for (const [number, line] of lines.entries()) {
			const value: Json = JSON.parse(line);
			for (const path of leaves(value)) {
				await fc.assert(
					fc.asyncProperty(fc.nat(200), async (by) => {
						const changed = `${JSON.stringify(flip(value, path, by))}\n`;
						const file = lines.with(number, changed);
						expect([path.join("."), changed === line || (await refused(file))]).toEqual([
							path.join("."),
							true,
						]);
					}),
					{ numRuns: 2 },
				);
			}
		}
	}, 120_000);

	it("is refused when a byte was changed anywhere", async () => {
		const text = lines.join("");
		await fc.assert(
			fc.asyncProperty(
				fc.nat(text.length - 1),
				fc.integer({ min: 33, max: 126 }),
				async (at, code) => {
					const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
					expect(changed === text || (await refused([changed]))).toBe(true);
				},
			),
			{ numRuns: 150 },
		);
	}, 120_000);

	it("is refused when lines are missing, repeated, exchanged or cut off", async () => {
		const [header = "", first = "", second = "", ...rest] = lines;
		for (const file of [
			[header, first, ...rest],
			[header, first, first, second, ...rest],
			[header, second, first, ...rest],
			[...lines.slice(0, -1), (lines.at(-1) ?? "").slice(0, -20)],
			[...lines, "\n"],
			[first, second],
			[],
		])
			expect(await refused(file)).toBe(true);
	});

	it("is told by name: a signature, a verdict, a payment, a quorum", async () => {
		const [receipt] = made.receipts;
		if (receipt === undefined) throw new Error("There is a first receipt.");
		const [a, b, liar] = receipt.replicas;
		if (!a || !b || !liar) throw new Error("It has three replicas.");
		const codes = async (replicas: typeof receipt.replicas) => {
			const receipts = made.receipts.with(0, { ...receipt, replicas });
			const report = await checked(linesOfFile({ ...made, receipts }));
			return new Set(report.problems.map(({ code }) => code));
		};
		const stolen = await codes([{ ...a, signature: b.signature }, b, liar]);
		expect(stolen).toEqual(new Set(["SIGNATURE", "ROOT"]));
		const let_off = await codes([a, b, { ...liar, distance: 0.5 }]);
		expect(let_off).toEqual(new Set(["VERDICT", "ROOT"]));
		const paid = await codes([a, b, { ...liar, paid: "1000" }]);
		expect(paid).toEqual(new Set(["PAYMENT", "COUNT", "ROOT"]));
		const alone = await codes([a, liar]);
		expect(alone).toEqual(new Set(["QUORUM", "COUNT", "ROOT"]));
		const twice = await codes([a, { ...b, ...a, replicaId: b.replicaId }, liar]);
		expect(twice.has("QUORUM")).toBe(true);
	});
});

describe("a job with a trust policy", () => {
	it("passes where results stand alone and the lot fell on none of them", async () => {
		const trusting = await makeReceipts(12, "balanced");
		const alone = trusting.receipts.filter(({ replicas }) => replicas.length === 1);
		expect(alone.length).toBeGreaterThan(2);
		expect((await checked(linesOfFile(trusting))).problems).toEqual([]);
		const paranoid = await makeReceipts(2, "paranoid");
		expect(await codesOf(linesOfFile(paranoid))).toEqual(["AUDIT", "QUORUM"]);
	});

	it("is refused when a check that was drawn isn't there, or the schedule isn't the promised one", async () => {
		const trusting = await makeReceipts(12, "balanced");
		const { header, receipts } = trusting;
		const skipped = receipts.map((receipt) =>
			receipt.replicas.length === 2
				? { ...receipt, replicas: receipt.replicas.slice(0, 1) }
				: receipt,
		);
		expect(skipped).not.toEqual(receipts);
		expect(await codesOf(linesOfFile({ header, receipts: skipped }))).toContain("AUDIT");
		const staked = receipts.map((receipt) => ({ ...receipt, checkChance: 0.0101 }));
		expect(await codesOf(linesOfFile({ header, receipts: staked }))).not.toContain("AUDIT");
		const unlikely = receipts.map((receipt) => ({ ...receipt, checkChance: 0.001 }));
		expect(await codesOf(linesOfFile({ header, receipts: unlikely }))).toContain("AUDIT");
		const { audit, ...without } = header;
		expect(await codesOf(linesOfFile({ header: without, receipts }))).toEqual(["AUDIT"]);
		if (audit === undefined) throw new Error("It has a schedule.");
		const kept = { ...header, audit: { ...audit, secret: null } };
		expect(await codesOf(linesOfFile({ header: kept, receipts }))).toEqual(["AUDIT"]);
		const other = { ...audit, secret: `0x${"8".repeat(64)}` };
		const changed = { ...header, audit: other };
		expect(await codesOf(linesOfFile({ header: changed, receipts }))).toContain("AUDIT");
	});
});
