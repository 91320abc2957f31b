import { JobState } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { tabIcon, tabTitle } from "./tabProgress";

const job = (state: JobState, verified: number, shardTotal = 200) => ({
	state,
	title: "A page",
	shardTotal,
	shards: { pending: 0, running: 0, disputed: 0, failed: 0, verified },
});
const fullCells = (icon: string) => icon.split('fill="#12996e"').length - 1;

test("a running job's title begins with its share, which is 100% only at the end", () => {
	expect(tabTitle(job("running", 84))).toBe("42% · A page · Tabgrid");
	expect(tabTitle(job("running", 199))).toBe("99% · A page · Tabgrid");
	expect(tabTitle(job("settled", 200))).toBe("Done · A page · Tabgrid");
	for (const state of JobState.options) expect(tabTitle(job(state, 0))).toContain("A page");
});

test("the icon fills cell by cell, and is of one colour once the job has ended", () => {
	expect(fullCells(tabIcon(job("running", 0)))).toBe(0);
	expect(fullCells(tabIcon(job("running", 100)))).toBe(4);
	expect(fullCells(tabIcon(job("running", 199)))).toBe(8);
	expect(fullCells(tabIcon(job("settled", 190)))).toBe(9);
	expect(tabIcon(job("failed", 0)).split('fill="#d3423a"')).toHaveLength(10);
});
