import { expect, test } from "vitest";
import { defaultToken } from "@/lib/money";
import { checkSettings, costOf, defaultSettings, itemsPerShardOf } from "./settings";

const grid = { minPrice: 1_000n, minDeadlineSeconds: 600, token: defaultToken };
const settings = { ...defaultSettings, title: " Letters " };

test("a trust policy stands in the terms, and its disputes have room for a third replica", () => {
	const balanced = { ...settings, policy: "balanced", maxReplicas: 4 } as const;
	expect(checkSettings(balanced, grid)).toMatchObject({
		ok: true,
		terms: { policy: { quorum: 2, maxReplicas: 4, trust: "balanced" } },
	});
	const tight = checkSettings({ ...balanced, maxReplicas: 2 }, grid);
	expect(tight).toMatchObject({ ok: false, errors: { maxReplicas: expect.stringContaining("3") } });
});

test("the defaults with a title are acceptable terms", () => {
	const checked = checkSettings(settings, grid);
	expect(checked).toEqual({
		ok: true,
		terms: {
			title: "Letters",
			policy: { quorum: 2, maxReplicas: 4 },
			price: 10_000n,
			deadlineSeconds: 86_400,
			comparators: {},
		},
	});
});

test("each field at fault is named with what would be right", () => {
	const checked = checkSettings(
		{ ...settings, title: "", price: "0.0001", quorum: 3, maxReplicas: 2, itemsPerShard: "x" },
		grid,
	);
	expect(checked.ok).toBe(false);
	if (!checked.ok)
		expect(Object.keys(checked.errors).sort()).toEqual([
			"itemsPerShard",
			"maxReplicas",
			"price",
			"title",
		]);
});

test("the worst case pays every allowed replica, the expected one the quorum or what the policy usually takes", () => {
	expect(costOf(24, { policy: { quorum: 2, maxReplicas: 4 }, price: 10_000n })).toEqual({
		expected: 480_000n,
		worst: 960_000n,
	});
	const policy = { quorum: 2, maxReplicas: 4, trust: "balanced" } as const;
	expect(costOf(100, { policy, price: 10_000n })).toEqual({
		expected: 1_050_000n,
		worst: 4_000_000n,
	});
});

test("an empty number of items is left to the planner", () => {
	expect(itemsPerShardOf(settings)).toBeUndefined();
	expect(itemsPerShardOf({ ...settings, itemsPerShard: " 12" })).toBe(12);
});
