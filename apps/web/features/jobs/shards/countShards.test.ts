import { expect, test } from "vitest";
import { countShards, isCurrent } from "./countShards";

const none = { pending: 0, running: 0, disputed: 0, verified: 0, failed: 0 };

test("cells are counted by state, and letters nobody knows are passed over", () => {
	expect(countShards("pprdvvvf?")).toEqual({
		pending: 2,
		running: 1,
		disputed: 1,
		verified: 3,
		failed: 1,
	});
	expect(countShards("")).toEqual(none);
});

test("a map that missed a change is told from a current one", () => {
	expect(isCurrent("vv", { ...none, verified: 2 })).toBe(true);
	expect(isCurrent("vr", { ...none, verified: 2 })).toBe(false);
});
