import { expect, test } from "vitest";
import { addSent, type SentSample, speedOf } from "./uploadSpeed";

const feed = (pairs: readonly (readonly [at: number, bytes: number])[]) =>
	pairs.reduce<readonly SentSample[]>((all, [at, bytes]) => addSent(all, { at, bytes }), []);

test("speed is what was sent over the last seconds", () => {
	expect(
		speedOf(
			feed([
				[0, 0],
				[1_000, 2_000],
				[2_000, 4_000],
			]),
		),
	).toBe(2_000);
	const slowed = feed([
		[0, 0],
		[1_000, 90_000],
		[6_000, 90_100],
		[11_000, 90_600],
	]);
	expect(speedOf(slowed)).toBe(100);
});

test("there is no speed before half a second, nor after bytes were lost", () => {
	expect(speedOf([])).toBeNull();
	expect(
		speedOf(
			feed([
				[0, 0],
				[100, 5_000],
			]),
		),
	).toBeNull();
	expect(
		speedOf(
			feed([
				[0, 9_000],
				[1_000, 4_000],
			]),
		),
	).toBeNull();
});
