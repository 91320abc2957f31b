import { setTimeout as pause } from "node:timers/promises";
import { jobEscrowAbi } from "@tabgrid/contracts";
import { checkReceipts, type JobId, type JobView, ProviderView } from "@tabgrid/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getJson } from "../harness/api.ts";
import { audit, expectSettled } from "../harness/audit.ts";
import { lie } from "../harness/lie.ts";
import { testClient, untilJob, viewJob } from "../harness/postJob.ts";
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
	let random: () => number;
	let providers: TestProvider[] = [];
	/** Lies once it has turned; honest until then. */
	let liar: TestProvider;
	let turned = false;
	const acknowledged = () => providers.flatMap((provider) => [...provider.acknowledged]);
	const account = ({ providerId }: TestProvider) =>
		getJson(`${grid.url}/providers/${providerId}`, ProviderView);

	beforeAll(async () => {
		random = randomFrom(seedOfThisRun());
		grid = await startGrid({
			DISCONNECT_GRACE_MS: "2000",
			MIN_LEASE_MS: "5000",
			TRUST_MATURITY_MS: "1000",
			TRUST_PATIENCE_MS: "2000",
			TRUST_PROXY: "true",
		});
		const start = (place: number, alter: typeof lie = (output) => output) =>
			TestProvider.start(grid, { capacity: 2, address: `198.51.${place}.1`, alter });
		liar = await start(1, (output) => (turned ? lie(output) : output));
		providers = [liar, ...(await Promise.all([2, 3, 4, 5].map((place) => start(place))))];
	});
	afterAll(async () => {
		for (const provider of providers) provider.close();
		await grid.stop();
	});

	it("at twenty random moments of a job: no acknowledged result is lost, nobody is paid twice", {
		// A start of the matcher takes seconds, and far more on a busy machine.
		timeout: 900_000,
	}, async () => {
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

	/**
	 * Kills the matcher once in each of these phases of a job, and starts it again. Each phase begins for
	 * certain and is told apart until the job settles, which needs a block that isn't made before.
	 */
	async function killInEach(
		jobId: JobId,
		phases: Readonly<Record<string, (job: JobView) => boolean | Promise<boolean>>>,
	): Promise<JobView> {
		const waiting = new Map(Object.entries(phases));
		while (waiting.size > 0) {
			const phase = await until(`one of these: ${[...waiting.keys()].join(", ")}`, async () => {
				const job = await viewJob(grid, jobId);
				for (const [name, holds] of waiting) if (await holds(job)) return name;
				return undefined;
			});
			waiting.delete(phase);
			await pause(random() * 60);
			await grid.end("SIGKILL");
			if (random() < 0.2) await grid.killAtStart(random() * startMs);
			await grid.launch();
		}
		await grid.chain.setAutomine(true);
		await grid.chain.mine({ blocks: 1 });
		return untilJob(grid, jobId, "settled", "failed");
	}

	it("in every phase of jobs with a trust policy: the liar is unpaid, its lies are repaired, all others are paid once", {
		timeout: 900_000,
	}, async () => {
		await grid.restart("SIGTERM"); // the audit before ended it
		const client = testClient(grid);
		const policy = { quorum: 2, maxReplicas: 6, trust: "balanced" } as const;
		const post = async () => (await client.post({ rowsPerShard: 1, policy })).jobId;
		const learned = await untilJob(grid, await post(), "settled", "failed");
		expectSettled(learned);
		const before = await account(liar);
		expect(before.trust).toMatchObject({ established: true });

		const told = liar.acknowledged.size;
		turned = true;
		const second = await post();
		await grid.chain.setAutomine(false);
		const repaired = await killInEach(second, {
			"a lie is acknowledged": () => liar.acknowledged.size > told,
			"results differ": ({ trust }) => (trust?.disputes ?? 0) > 0,
			"the liar's shards are opened again": ({ trust }) => (trust?.lookedBack ?? 0) > 0,
			"all are credited": ({ state }) => state === "settling",
			"settle is sent": async () => (await grid.chain.getTxpoolStatus()).pending > 0,
		});

		// Nobody is caught in the next one, so that its last results want checks.
		const third = await post();
		await grid.chain.setAutomine(false);
		const mature = await killInEach(third, {
			"lone results mature": ({ trust, state }) =>
				(trust?.maturesAt ?? null) !== null || state === "settling",
			"last checks are made": ({ trust }) => (trust?.lastChecks ?? 0) > 0,
			"last checks are done": ({ trust, shards, shardTotal }) =>
				(trust?.lastChecks ?? 0) > 0 && shards.verified === shardTotal,
		});

		for (const job of [repaired, mature]) {
			expectSettled(job);
			expect(job.artifact?.digest).toBe(learned.artifact?.digest);
			expect(await settlementOf(job)).toBe(job.earned);
		}
		const { earned, replicas } = before;
		expect(await account(liar)).toMatchObject({
			earned,
			pending: "0",
			replicas: { agreed: replicas.agreed },
			trust: { suspended: { reason: "wrong" } },
		});
		for (const provider of providers.slice(1))
			expect(await account(provider)).toMatchObject({ pending: "0", trust: { suspended: null } });
		await audit(grid, acknowledged());
	});

	/** What the chain says that a job's providers earned: settled once, by the root of its receipts. */
	async function settlementOf({ jobId }: JobView): Promise<string> {
		const settled = await grid.chain.getContractEvents({
			address: grid.escrow,
			abi: jobEscrowAbi,
			eventName: "JobSettled",
			args: { jobId: `0x${jobId.slice(2)}` },
			fromBlock: 0n,
		});
		expect(settled).toHaveLength(1);
		const file = await fetch(`${grid.url}/jobs/${jobId}/receipts/file`);
		if (file.body === null) throw new Error("The file has no body.");
		const report = await checkReceipts(file.body);
		expect(report.problems).toEqual([]);
		expect(settled[0]?.args.resultRoot).toBe(report.root);
		return String(settled[0]?.args.earned);
	}
});
