import { expect, test } from "vitest";
import { mainThreadOf } from "./mainThread.ts";

const url = "http://127.0.0.1:3000/";
const start = {
	name: "navigationStart",
	ph: "R",
	pid: 7,
	tid: 1,
	ts: 1_000,
	args: { data: { documentLoaderURL: url } },
};
const task = (ts: number, dur: number, tdur: number, tid = 1) => ({
	name: "RunTask",
	ph: "X",
	pid: 7,
	tid,
	ts,
	dur,
	tdur,
});

test("only the page's own thread counts, from its navigation on, and waiting is no work", () => {
	const events = [
		task(500, 9_000, 9_000),
		start,
		task(2_000, 60_000, 20_000),
		task(80_000, 10_000, 10_000),
		task(3_000, 50_000, 50_000, 2),
		{ unreadable: true },
	];
	expect(mainThreadOf(events, url, 4)).toEqual({ wall: 70, processor: 30, blockedAlone: 30 });
	expect(mainThreadOf(events, url, 1)).toEqual({ wall: 70, processor: 30, blockedAlone: 0 });
});

test("a trace of another page tells nothing", () => {
	expect(mainThreadOf([start], "http://127.0.0.1:3000/jobs", 4)).toBe(null);
});
