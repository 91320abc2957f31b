import { TabgridError, type TensorBytes } from "@tabgrid/protocol";
import * as fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { tensorOf } from "../tensor/views.ts";
import { arbitraryTensor } from "../testing/arbitraryTensor.ts";
import { readNpz, writeNpz } from "./npz.ts";
import { writeNpy } from "./writeNpy.ts";

const plain = (tensor: TensorBytes | undefined) =>
	tensor && { ...tensor, data: Array.from(tensor.data) };
const zeros = (count: number) => tensorOf("float32", [count], new Float32Array(count));

describe(".npz", () => {
	it("gives back what was written, and equal bytes for equal tensors", () => {
		const types = ["float32", "int64", "bool", "string", "float16"] as const;
		fc.assert(
			fc.property(arbitraryTensor(undefined, types), arbitraryTensor(undefined, types), (a, b) => {
				const written = writeNpz({ "b/0": b, a });
				expect(Array.from(writeNpz({ a, "b/0": b }))).toEqual(Array.from(written));
				const read = readNpz(written);
				expect(plain(read.a)).toEqual(plain(a));
				expect(plain(read["b/0"])).toEqual(plain(b));
			}),
		);
	});

	it("reads compressed archives and ignores other files in them", () => {
		const zip = zipSync(
			{ "x.npy": writeNpy(zeros(4)), "README.txt": Uint8Array.of(1) },
			{ level: 9 },
		);
		expect(Object.keys(readNpz(zip))).toEqual(["x"]);
	});

	it("refuses an archive that announces more than the limit", () => {
		const bomb = zipSync({ "x.npy": writeNpy(zeros(1_000_000)) }, { level: 9 });
		expect(bomb.length).toBeLessThan(20_000);
		const read = () => readNpz(bomb, '"x.npz"', { bytes: 1_000_000, arrays: 10 });
		expect(read).toThrow(expect.objectContaining({ code: "TOO_LARGE" }));
		const many = zipSync({ "a.npy": writeNpy(zeros(1)), "b.npy": writeNpy(zeros(1)) });
		expect(() => readNpz(many, '"x.npz"', { bytes: 1e6, arrays: 1 })).toThrow(/1 arrays/);
	});

	it("never yields more than an archive announces", () => {
		const bomb = zipSync({ "x.npy": writeNpy(zeros(1_000_000)) }, { level: 9 });
		const directory = bomb.findLastIndex(
			(_, at) =>
				bomb[at] === 0x50 && bomb[at + 1] === 0x4b && bomb[at + 2] === 1 && bomb[at + 3] === 2,
		);
		// The uncompressed size in the central directory, understated.
		new DataView(bomb.buffer, bomb.byteOffset).setUint32(directory + 24, 200, true);
		expect(() => readNpz(bomb, '"x.npz"', { bytes: 1000, arrays: 1 })).toThrow(TabgridError);
	});

	it("writes no entry that leaves the folder where it is unpacked, and no two as one", () => {
		const bundle = Object.fromEntries(
			["../../x", "/etc/x", "a/../../x", "..\\x", "C:x", "..", "./x", "a/b", "a..b", ".x"].map(
				(name) => [name, zeros(1)],
			),
		);
		expect(Object.keys(readNpz(writeNpz(bundle))).toSorted()).toEqual(
			[
				"%2E%2E/%2E%2E/x",
				"%2Fetc/x",
				"a/%2E%2E/%2E%2E/x",
				"..%5Cx",
				"C%3Ax",
				"%2E%2E",
				"%2E/x",
				"a/b",
				"a..b",
				".x",
			].toSorted(),
		);
	});

	it("refuses overlapping entries that add up to more than the limit, and a prototype's name", () => {
		const zip = zipSync({ "a.npy": writeNpy(zeros(100_000)) }, { level: 9 });
		const start = new DataView(zip.buffer).getUint32(zip.length - 6, true);
		const record = zip.slice(start, zip.length - 22);
		const end = zip.slice(zip.length - 22);
		const copies = 50;
		const bomb = new Uint8Array(start + record.length * copies + 22);
		bomb.set(zip.subarray(0, start));
		for (let copy = 0; copy < copies; copy++) bomb.set(record, start + copy * record.length);
		new DataView(end.buffer).setUint16(10, copies, true);
		new DataView(end.buffer).setUint16(8, copies, true);
		bomb.set(end, bomb.length - 22);
		expect(() => readNpz(bomb, '"x.npz"', { bytes: 1_000_000, arrays: 100 })).toThrow(
			expect.objectContaining({ code: "TOO_LARGE" }),
		);
		const proto = zipSync({ "__proto__.npy": writeNpy(zeros(1)) });
		expect(() => readNpz(proto)).toThrow(/array "__proto__"/);
	});

	it("throws nothing but its own errors on damaged archives", () => {
		const zip = zipSync({ "a.npy": writeNpy(zeros(4)), "b.npy": writeNpy(zeros(400)) });
		const edits = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 4 });
		fc.assert(
			fc.property(edits, fc.nat(zip.length), (changed, cut) => {
				const damaged = cut % 4 === 0 ? zip.slice(0, cut) : zip.slice();
				for (const [at, value] of changed) if (at < damaged.length) damaged[at] = value;
				try {
					readNpz(damaged, '"x.npz"', { bytes: 1_000_000, arrays: 10 });
				} catch (error) {
					expect(error).toMatchObject({ name: "TabgridError" });
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it("says so when a file is no archive or holds no arrays", () => {
		expect(() => readNpz(new Uint8Array(100))).toThrow(/no .npz archive/);
		expect(() => readNpz(zipSync({ "a.txt": Uint8Array.of(1) }))).toThrow(/no arrays/);
	});
});
