import { setTimeout } from "node:timers/promises";

/** Asks again and again until the answer isn't undefined, null or false; then answers it. */
export async function until<T>(
	what: string,
	ask: () => Promise<T> | T,
	withinMs = 60_000,
): Promise<NonNullable<Exclude<T, false>>> {
	const over = performance.now() + withinMs;
	let last: unknown;
	while (performance.now() < over) {
		const answer = await ask();
		if (answer !== undefined && answer !== null && answer !== false)
			return answer as NonNullable<Exclude<T, false>>;
		last = answer;
		await setTimeout(25);
	}
	throw new Error(`Waited ${withinMs} ms in vain until ${what} (last: ${String(last)}).`);
}

/** Waits until the matcher's log has a line with this text: what it said may still be on its way. */
export function untilLogged(grid: { readonly logs: () => string }, text: string): Promise<true> {
	return until(`the log says "${text}"`, () => grid.logs().includes(text), 15_000);
}
