import { expect, test } from "vitest";
import { patchShardMap } from "./patchShardMap";

test("changed shards take their new letters and the others keep theirs", () => {
	expect(
		patchShardMap("pppp", [
			[1, "v"],
			[3, "r"],
		]),
	).toBe("pvpr");
});

test("a change outside of the map changes nothing", () => {
	expect(patchShardMap("pp", [[7, "v"]])).toBe("pp");
	expect(patchShardMap("pp", [])).toBe("pp");
});
