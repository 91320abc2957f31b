import { expect, it } from "vitest";
import { SessionRecord } from "./sessionRecord.ts";

it("counts as computing what a shard took to prepare, run and attest, and not its downloads", () => {
	const record = new SessionRecord();
	record.noteComputed({ model: 400, input: 100, prepare: 2.25, run: 40, attest: 0.5 });
	record.noteComputed({ model: 0, input: 9, prepare: 0, run: 0.25, attest: 0 });
	expect(record.figures()).toMatchObject({ computeMs: 43, counts: { computed: 2 } });
});

it("tells what was earned since it began, not before, and the same totals twice change nothing", () => {
	const record = new SessionRecord();
	for (const earned of ["1000", "1500", "1500"]) record.noteSummary({ earned });
	expect(record.figures().earnedThisVisit).toBe("500");
});
