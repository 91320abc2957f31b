import { expect, it } from "vitest";
import { Loop } from "./Loop.ts";
import { createLogger } from "./log.ts";

const log = createLogger("silent");
const never = 3_600_000;

/** Work whose runs are counted, and that can be waited for. */
function counted() {
	let runs = 0;
	let waiting: { count: number; resolve: () => void } | undefined;
	return {
		async work() {
			runs += 1;
			if (waiting && runs >= waiting.count) waiting.resolve();
		},
		runs: () => runs,
		reach: (count: number) =>
			new Promise<void>((resolve) => {
				waiting = { count, resolve };
				if (runs >= count) resolve();
			}),
	};
}

it("runs at once, and again when poked", async () => {
	const counter = counted();
	const loop = new Loop("test", { everyMs: never }, log, counter.work);
	loop.start();
	await counter.reach(1);
	loop.poke();
	await counter.reach(2);
	await loop.close();
	expect(counter.runs()).toBe(2);
});

it("starts another run for a poke that came during one", async () => {
	const counter = counted();
	let poked = false;
	const loop: Loop = new Loop("test", { everyMs: never }, log, async () => {
		if (!poked) loop.poke();
		poked = true;
		await counter.work();
	});
	loop.start();
	await counter.reach(2);
	await loop.close();
});

it("makes one run of the pokes that come too early", async () => {
	const counter = counted();
	const began: number[] = [];
	const apartMs = 60;
	const loop = new Loop("test", { everyMs: never, apartMs }, log, async () => {
		began.push(performance.now());
		await counter.work();
	});
	loop.start();
	await counter.reach(1);
	loop.poke();
	loop.poke();
	await counter.reach(2);
	loop.poke();
	await loop.close();
	expect(counter.runs()).toBe(2);
	// Timers may be early by the fraction of a millisecond.
	expect((began[1] ?? 0) - (began[0] ?? 0)).toBeGreaterThanOrEqual(apartMs - 2);
});

it("goes on after a run that failed", async () => {
	const counter = counted();
	const loop = new Loop("test", { everyMs: 1 }, log, async () => {
		await counter.work();
		if (counter.runs() === 1) throw new Error("the database went away");
	});
	loop.start();
	await counter.reach(2);
	await loop.close();
});

it("says a trouble once while it lasts, and when it is over", async () => {
	const counter = counted();
	const said: string[] = [];
	const listening = createLogger("silent");
	listening.error = (_: unknown, text?: string) => void said.push(text ?? "");
	listening.info = (_: unknown, text?: string) => void said.push(text ?? "");
	const loop = new Loop("test", { everyMs: 1 }, listening, async () => {
		await counter.work();
		if (counter.runs() <= 2) throw new Error("the database went away");
	});
	loop.start();
	await counter.reach(4);
	await loop.close();
	expect(said).toEqual(["A run failed; it is tried again.", "It runs again after failing."]);
});

it("ends the run in progress before it is closed, and runs no more", async () => {
	let ended = false;
	let began: () => void = () => {};
	const running = new Promise<void>((resolve) => {
		began = resolve;
	});
	const loop = new Loop("test", { everyMs: 1 }, log, async (signal) => {
		began();
		await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
		ended = true;
	});
	loop.start();
	await running;
	await loop.close();
	expect(ended).toBe(true);
});
