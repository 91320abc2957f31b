import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readNpz } from "@tabgrid/kernels";
import { startGrid, type TestGrid } from "@tabgrid/matcher/testing/grid";
import { Digest, digestOf, JobId, JobSummary, JobView } from "@tabgrid/protocol";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type CliRun, runCli, startCli } from "./runCli.ts";

const examples = fileURLToPath(new URL("../../../examples/tiny-classifier/", import.meta.url));

let grid: TestGrid;
let folder: string;
const keys = Array.from({ length: 4 }, generatePrivateKey);
const [clientKey = "0x", ...providerKeys] = keys;
const providers: ReturnType<typeof startCli>[] = [];

/** The environment of a person with a wallet and a home of their own. */
const person = (key: string) => ({
	TABGRID_MATCHER_URL: grid.url,
	TABGRID_RPC_URL: grid.rpcUrl,
	TABGRID_KEY: key,
	TABGRID_HOME: join(folder, key.slice(2, 10)),
});

const tabgrid = (...args: string[]): Promise<CliRun> => runCli(args, person(clientKey));

/** The last JSON value on standard output. */
function answer<S extends z.ZodType>({ code, stdout, stderr }: CliRun, schema: S): z.output<S> {
	if (code !== 0) throw new Error(`It ended with ${code}: ${stderr}`);
	return schema.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

const Submitted = z.object({ jobId: JobId, file: z.string(), state: z.literal("settled") });

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "tabgrid-cli-"));
	grid = await startGrid();
	for (const key of providerKeys)
		providers.push(
			startCli(["provide", "--backend", "wasm", "--threads", "1", "--wallet"], person(key)),
		);
	await Promise.all(providers.map(({ says }) => says(/Paid to 0x/)));
});
afterAll(async () => {
	for (const { child } of providers) child.kill("SIGKILL");
	await Promise.all(providers.map(({ ended }) => ended));
	await grid?.stop();
	await rm(folder, { recursive: true, force: true });
});

describe("a job by the command line alone, computed by three providers without a screen", () => {
	let jobId: JobId;
	let output: string;

	it("is posted, followed to its settlement and downloaded", async () => {
		answer(await tabgrid("faucet", "--json"), z.object({ balance: z.string() }));
		output = join(folder, "result.npz");
		const run = await tabgrid(
			...["submit", "onnx-batch", `${examples}*.onnx`, `${examples}*.npz`],
			...["--per-shard", "16", "--title", "By command", "--yes", "-o", output, "--json"],
		);
		expect(run.stderr).toMatch(/0\.01 tUSD: [\d.]+ tUSD when all agree, [\d.]+ tUSD at most/);
		const submitted = answer(run, Submitted);
		jobId = submitted.jobId;
		expect(submitted.file).toBe(output);
		expect(Object.keys(readNpz(await readFile(output), "the result"))).not.toEqual([]);
	});

	it("is shown as every provider's agreed work", async () => {
		const job = answer(await tabgrid("status", jobId, "--json"), JobView);
		expect(job).toMatchObject({ state: "settled", title: "By command" });
		expect(job.shards.verified).toBe(job.shardTotal);
		expect(job.backends.wasm).toBe(job.replicas.agreed);
		expect(job.artifact?.digest).toBe(digestOf(await readFile(output)));
	});

	it("is downloaded again to a file that holds what its digest names", async () => {
		const again = join(folder, "deep", "again.npz");
		const run = await tabgrid("download", jobId, "-o", again, "--json");
		const saved = answer(run, z.object({ file: z.string(), digest: Digest }));
		expect(digestOf(await readFile(saved.file))).toBe(saved.digest);
	});

	it("stands in its client's list and in nobody else's", async () => {
		const own = answer(await tabgrid("jobs", "--json"), z.array(JobSummary));
		expect(own.map((job) => job.jobId)).toEqual([jobId]);
		const { address } = privateKeyToAccount(generatePrivateKey());
		const run = await tabgrid("jobs", "--client", address, "--json");
		expect(answer(run, z.array(JobSummary))).toEqual([]);
	});

	it("pays each provider's wallet what it earned, once", async () => {
		const Redeemed = z.object({ jobs: z.int(), paid: z.string(), wallet: z.string() });
		const job = answer(await tabgrid("status", jobId, "--json"), JobView);
		let paid = 0n;
		for (const key of providerKeys) {
			await runCli(["faucet", "--json"], person(key));
			const run = await runCli(["redeem", "--json"], person(key));
			paid += BigInt(answer(run, Redeemed).paid);
			const twice = await runCli(["redeem", "--json"], person(key));
			expect(answer(twice, Redeemed)).toMatchObject({ jobs: 0, paid: "0" });
		}
		expect(paid).toBe(BigInt(job.earned));
	});
});
