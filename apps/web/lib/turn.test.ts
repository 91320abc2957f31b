import { expect, it } from "vitest";
import { turn } from "./turn";

it("comes after everything that waits in the same turn", async () => {
	const said: string[] = [];
	const later = turn().then(() => said.push("the next turn"));
	for (let step = 0; step < 10; step++) await Promise.resolve();
	said.push("this turn");
	await later;
	expect(said).toEqual(["this turn", "the next turn"]);
});
