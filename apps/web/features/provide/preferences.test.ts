import { KernelId } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { noChoices } from "./choices/choices";
import {
	initialChoices,
	initialSettings,
	preferencesKey,
	readPreferences,
	savePreferences,
} from "./preferences";

const mandelbrot = KernelId.parse("mandelbrot");

function storageOf(text: string | null = null) {
	const held = new Map<string, string>();
	if (text !== null) held.set(preferencesKey, text);
	return {
		getItem: (key: string) => held.get(key) ?? null,
		setItem: (key: string, value: string) => void held.set(key, value),
	};
}

describe("a person's choices about providing", () => {
	it("start as the deployment says", () => {
		expect(initialSettings(storageOf(), true)).toEqual({
			paused: false,
			intensity: 100,
			backend: "auto",
		});
		expect(initialSettings(storageOf(), false).paused).toBe(true);
	});

	it("outlast the tab, one by one", () => {
		const storage = storageOf();
		savePreferences(storage, { paused: true });
		savePreferences(storage, { intensity: 30 });
		expect(initialSettings(storage, true)).toEqual({
			paused: true,
			intensity: 30,
			backend: "auto",
		});
	});

	it("tell when to work, with what holds unless chosen otherwise", () => {
		const storage = storageOf();
		savePreferences(storage, { stopOnBattery: false, declinedKernels: [mandelbrot] });
		expect(initialChoices(storage)).toEqual({
			...noChoices,
			stopOnBattery: false,
			declinedKernels: [mandelbrot],
		});
		expect(initialChoices(storageOf("no json"))).toEqual(noChoices);
	});

	it("win over the deployment, in both directions", () => {
		expect(initialSettings(storageOf('{"paused":false}'), false).paused).toBe(false);
		expect(initialSettings(storageOf('{"paused":true}'), true).paused).toBe(true);
	});

	it("count as not made when they are unreadable", () => {
		for (const text of ["no json", '{"intensity":0}', "[]", "null"])
			expect(readPreferences(storageOf(text))).toEqual({});
	});

	it("are forgotten where storage is forbidden, and nothing breaks", () => {
		const forbid = () => {
			throw new DOMException("denied", "SecurityError");
		};
		const storage = { getItem: forbid, setItem: forbid };
		savePreferences(storage, { paused: true });
		expect(initialSettings(storage, true).paused).toBe(false);
	});
});
