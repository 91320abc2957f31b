import { afterEach, describe, expect, it, vi } from "vitest";
import { UsageError } from "../options.ts";
import { type Measured, summariseHidden } from "./summariseHidden.ts";
import { startVirtualDisplay } from "./virtualDisplay.ts";

afterEach(() => vi.unstubAllEnvs());

describe("the bench of hidden tabs", () => {
	it("says what to install where there is no Xvfb", async () => {
		vi.stubEnv("PATH", "/nowhere");
		await expect(startVirtualDisplay()).rejects.toThrow(UsageError);
		await expect(startVirtualDisplay()).rejects.toThrow(/apt-get install xvfb/);
	});

	it("puts the median of each situation beside the visible one", () => {
		const round = (situation: Measured["situation"], shardsPerMinute: number): Measured => ({
			situation,
			shardsPerMinute,
			pageTimersPerMinute: situation === "hidden" ? 60 : 600,
		});
		const summary = summariseHidden([
			...[100, 90, 500].map((shards) => round("visible", shards)),
			...[50, 40, 60].map((shards) => round("hidden", shards)),
			...[75, 99, 1].map((shards) => round("hiddenWithTone", shards)),
		]);
		expect(summary).toMatchObject({
			shardsPerMinute: { visible: 100, hidden: 50, hiddenWithTone: 75 },
			ratioHiddenToVisible: 0.5,
			ratioToneToVisible: 0.75,
			pageTimersPerMinute: { visible: 600, hidden: 60, hiddenWithTone: 600 },
		});
	});
});
