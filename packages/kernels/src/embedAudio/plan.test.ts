import { decodeBundle } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { embedAudio } from "./kernel.ts";
import { planEmbedAudio } from "./plan.ts";
import { readWindowLabel, windowLabel } from "./windowLabel.ts";

const sound = (count: number, label = "a.wav") => ({
	label,
	rate: 16_000,
	samples: new Float32Array(count).fill(0.25),
});
const params = { stepMs: 80 };

it("puts whole windows of one recording into a shard, and only the samples that they see", () => {
	const plan = planEmbedAudio([sound(12_512 + 4 * 1_280 + 500), sound(100, "b.wav")], params, {
		windowsPerShard: 2,
	});
	const shards = [...plan.shards()];
	expect(shards.map(({ items }) => items)).toEqual([2, 2, 1, 1]);
	expect([plan.shardCount, plan.items]).toEqual([4, 6]);
	expect(shards.map(({ input }) => decodeBundle(input).samples?.dims)).toEqual([
		[13_792],
		[13_792],
		[12_512],
		[12_512],
	]);
	expect(shards[1]?.labels).toEqual(["a.wav @ 0.16 s", "a.wav @ 0.24 s"]);
	expect(shards[3]?.labels).toEqual(["b.wav @ 0.00 s"]);
});

it("gives equal bytes each time, and inputs that the kernel takes", () => {
	const plan = planEmbedAudio([sound(40_000)], params);
	const [once] = plan.shards();
	const [twice] = plan.shards();
	expect(once?.input).toEqual(twice?.input);
	const feeds = embedAudio.feeds(decodeBundle(once?.input ?? new Uint8Array()), params);
	expect(feeds.frames?.dims).toEqual([22, 76]);
});

it("refuses what makes no job", () => {
	expect(() => planEmbedAudio([], params)).toThrow(/at least one/);
	expect(() => planEmbedAudio([sound(0)], params)).toThrow(/no sound/);
	expect(() => planEmbedAudio([sound(1)], { stepMs: 7 })).toThrow(/stepMs/);
	expect(() => planEmbedAudio([sound(1)], params, { windowsPerShard: 0 })).toThrow(/1 to 512/);
	const bad = expect.objectContaining({ code: "BAD_INPUT" });
	expect(() => embedAudio.feeds({}, params)).toThrow(bad);
	expect(() => embedAudio.outputs({}, {}, params)).toThrow(bad);
});

it("reads the labels that it writes, whatever the file is called", () => {
	for (const file of ["a.wav", "a @ b @ 3.00 s.wav", "\n"])
		expect(readWindowLabel(windowLabel({ file, start: 3_600.08 }))).toEqual({
			file,
			start: 3_600.08,
		});
	expect(readWindowLabel("shard 3")).toBeUndefined();
});
