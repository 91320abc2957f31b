import { afterEach, describe, it } from "vitest";
import { audit, expectSettled } from "../harness/audit.ts";
import { testClient, untilJob } from "../harness/postJob.ts";
import { randomFrom, seedOfThisRun } from "../harness/random.ts";
import { startGrid, type TestGrid } from "../harness/startGrid.ts";
import { TestProvider } from "../harness/TestProvider.ts";
import { until, untilLogged } from "../harness/until.ts";

/** A matcher that was killed at work, and then so often in the middle of its start. */
const kills = { working: 8, starting: 12 };
/** A start takes about this long, in ms. */
const startMs = 1_500;

describe("a matcher that is killed with SIGKILL", () => {
	let grid: TestGrid;
	let providers: TestProvider[] = [];
	afterEach(async () => {
		for (const provider of providers) provider.close();
		await grid.stop();
	});

	it("at twenty random moments of a job: no acknowledged result is lost, nobody is paid twice", {
		// A start of the matcher takes seconds, and far more on a busy machine.
		timeout: 900_000,
	}, async () => {
		const random = randomFrom(seedOfThisRun());
		grid = await startGrid({ DISCONNECT_GRACE_MS: "2000", MIN_LEASE_MS: "2000" });
		providers = await Promise.all([1, 2, 3].map(() => TestProvider.start(grid, { capacity: 2 })));
		const acknowledged = () => providers.flatMap((provider) => [...provider.acknowledged]);
		const { jobId } = await testClient(grid).post({ rowsPerShard: 1 });

		// Starts that are killed come between the kills at work, where chance puts them.
		const moments = [
			...Array<"working">(kills.working).fill("working"),
			...Array<"starting">(kills.starting).fill("starting"),
		]
			.map((moment) => ({ moment, place: random() }))
			.sort((a, b) => a.place - b.place);
		let down = false;
		for (const { moment } of moments) {
			if (moment === "starting") {
				if (!down) await grid.end("SIGKILL");
				await grid.killAtStart(random() * startMs);
				down = true;
				continue;
			}
			if (down) await grid.launch();
			const more = acknowledged().length + Math.floor(random() * 6);
			await until(`${more} results are acknowledged`, () => acknowledged().length >= more);
			await grid.end("SIGKILL");
			down = true;
		}
		await grid.launch();
		await untilLogged(grid, "The matcher before this one was killed");
		expectSettled(await untilJob(grid, jobId, "settled", "failed"));
		await audit(grid, acknowledged());
	});
});
