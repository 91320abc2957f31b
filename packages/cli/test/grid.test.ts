import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stakeNoticeSeconds } from "@tabgrid/contracts";
import { JsonTensors, readJsonTensors, readNpz } from "@tabgrid/kernels";
import { startGrid, type TestGrid } from "@tabgrid/matcher/testing/grid";
import {
	Address,
	Digest,
	digestOf,
	JobId,
	JobSummary,
	JobView,
	ProviderId,
} from "@tabgrid/protocol";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type CliRun, runCli, runScript, startCli } from "./runCli.ts";

const examples = fileURLToPath(new URL("../../../examples/tiny-classifier/", import.meta.url));

let grid: TestGrid;
let folder: string;
/** The job of the first tests. */
let firstJob: JobId;
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
		expect(run.stderr).toMatch(/checked by trust \(balanced\)/);
		expect(run.stderr).toMatch(/1 to 6 replicas × 0\.01 tUSD: .* tUSD at most/);
		const submitted = answer(run, Submitted);
		jobId = submitted.jobId;
		firstJob = jobId;
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

	it("is checked by its receipts against the chain", async () => {
		const Verified = z.object({ ok: z.boolean(), receipts: z.int(), attestations: z.int() });
		const found = answer(await tabgrid("verify", jobId, "--json"), Verified);
		const job = answer(await tabgrid("status", jobId, "--json"), JobView);
		expect(found).toMatchObject({ ok: true, receipts: job.shardTotal });
		expect(found.attestations).toBeGreaterThanOrEqual(job.replicas.agreed);
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
		const redeemed = await Promise.all(
			providerKeys.map(async (key) => {
				await runCli(["faucet", "--json"], person(key));
				return answer(await runCli(["redeem", "--json"], person(key)), Redeemed);
			}),
		);
		const paid = redeemed.reduce((sum, one) => sum + BigInt(one.paid), 0n);
		expect(paid).toBe(BigInt(job.earned));
		const [first = "0x"] = providerKeys;
		const twice = await runCli(["redeem", "--json"], person(first));
		expect(answer(twice, Redeemed)).toMatchObject({ jobs: 0, paid: "0" });
	});
});

describe("the results of a job with a trust policy, as they come", () => {
	const Line = z.object({ shardIndex: z.int(), digest: Digest, tensors: JsonTensors });
	const Noted = z.object({ shardIndex: z.int(), digest: Digest, file: z.string() });
	const linesOf = <S extends z.ZodType>(text: string, schema: S) =>
		text
			.split("\n")
			.filter((line) => line !== "")
			.map((line) => schema.parse(JSON.parse(line)));
	let jobId: JobId;
	let results: string;
	let shardTotal: number;
	const rest = (signal: "SIGSTOP" | "SIGCONT") => {
		for (const { child } of providers) child.kill(signal);
	};
	const files = async () =>
		(await readdir(results).catch(() => [])).filter((name) => name.endsWith(".npz"));

	it("are its client's until it settles: others are told so, and read what anyone may", async () => {
		results = join(folder, "results");
		rest("SIGSTOP");
		const posted = await tabgrid(
			...["submit", "onnx-batch", `${examples}*.onnx`, `${examples}*.npz`],
			...["--per-shard", "4", "--yes", "--json"],
		);
		({ jobId } = answer(posted, z.object({ jobId: JobId })));
		const { TABGRID_KEY: _, ...keyless } = person(clientKey);
		const [own, nobody, other, anyone] = await Promise.all([
			tabgrid("results", jobId, "-o", results),
			runCli(["results", jobId, "-o", results], keyless),
			runCli(["results", jobId, "-o", results], person(providerKeys[0] ?? "0x")),
			runCli(["results", jobId, "--public", "--json"], keyless),
		]);
		expect(own.code).toBe(0);
		shardTotal = Number(/\(0 of (\d+) shards\)/.exec(own.stdout)?.[1]);
		expect(own.stdout).toBe(`${results} (0 of ${shardTotal} shards)\n`);
		expect(nobody).toMatchObject({ code: 2, stdout: "" });
		expect(nobody.stderr).toMatch(/TABGRID_KEY.*--key-file.*--public/);
		expect(other.code).toBe(1);
		expect(other.stderr).toMatch(/BAD_SIGNATURE: This job is 0x.*your key is 0x/);
		expect(anyone).toMatchObject({ code: 0, stdout: "" });
	});

	it("are written while it runs, each once, also when the command is killed on the way", async () => {
		const killed = startCli(["results", jobId, "--follow", "-o", results], person(clientKey));
		await killed.says(/ 0\/\d+ results here/);
		rest("SIGCONT");
		await expect.poll(files, { timeout: 60_000, interval: 20 }).not.toEqual([]);
		killed.child.kill("SIGKILL");
		await killed.ended;
		const before = linesOf(await readFile(join(results, "results.jsonl"), "utf8"), Noted.partial());

		const run = await tabgrid("results", jobId, "-f", "-o", results, "--json");
		expect(run.code).toBe(0);
		const added = linesOf(run.stdout, Noted);
		const told = [...before, ...added].map(({ shardIndex }) => shardIndex);
		expect(told.toSorted((a = 0, b = 0) => a - b)).toEqual(
			Array.from({ length: shardTotal }, (_, index) => index),
		);
	});

	it("make up its artifact; a file that was cut off is fetched again, and needs no key any more", async () => {
		const names = (await files()).toSorted();
		const merged = join(folder, "merged.npz");
		const [printed] = await Promise.all([
			runCli(["results", jobId, "--json"], { TABGRID_MATCHER_URL: grid.url }),
			truncate(join(results, names[3] ?? ""), 10).then(async () => {
				const again = await runCli(["results", jobId, "-o", results, "--json"], {
					TABGRID_MATCHER_URL: grid.url,
				});
				expect(linesOf(again.stdout, Noted)).toMatchObject([{ shardIndex: 3 }]);
			}),
			tabgrid("download", jobId, "-o", merged),
		]);
		const artifact = readNpz(await readFile(merged), "the artifact");
		const shards = await Promise.all(
			names.map(async (name) => readNpz(await readFile(join(results, name)), name)),
		);
		const lines = linesOf(printed.stdout, Line).sort((a, b) => a.shardIndex - b.shardIndex);
		const read = lines.map(({ tensors }) => readJsonTensors(JSON.stringify(tensors)));
		for (const parts of [shards, read])
			for (const [name, { data }] of Object.entries(artifact)) {
				const joined = Buffer.concat(parts.map((part) => part[name]?.data ?? new Uint8Array()));
				expect(joined.equals(data)).toBe(true);
			}
	});

	it("of one job are never mixed with another's", async () => {
		const run = await tabgrid("results", firstJob, "-o", results);
		expect(run).toMatchObject({ code: 2, stdout: "" });
		expect(run.stderr).toContain(`holds results of the job ${jobId}`);
	});
});

describe("the example of docs/sdk.md", () => {
	it("does what it says on a real grid", async () => {
		const docs = await readFile(new URL("../../../docs/sdk.md", import.meta.url), "utf8");
		const [, code = ""] = /```js\n([\s\S]*?)```/.exec(docs) ?? [];
		expect(code).toContain("postJob");
		const { code: exit, stdout, stderr } = await runScript(code, person(clientKey));
		expect(stderr).toBe("");
		expect(stdout).toMatch(/settled\noutputs\.npz, \d+ bytes\n/);
		expect(exit).toBe(0);
	});
});

describe("how tabgrid ends", () => {
	it("refuses to pay unasked, and names the option that agrees", async () => {
		const run = await tabgrid("submit", "onnx-batch", `${examples}*.onnx`, `${examples}*.npz`);
		expect(run).toMatchObject({ code: 2, stdout: "" });
		expect(run.stderr).toContain("--yes");
	});

	it("says which job there is not, with its code, as JSON too", async () => {
		const run = await tabgrid("status", `0x${"0".repeat(64)}`, "--json");
		expect(run.code).toBe(1);
		const { error } = z
			.object({ error: z.object({ code: z.string(), message: z.string() }) })
			.parse(JSON.parse(run.stdout));
		expect(error.code).toBe("NOT_FOUND");
		expect(run.stderr).toContain(error.message);
	});

	it("tells a matcher that does not answer from a refusal", async () => {
		const run = await tabgrid("jobs", "--all", "--matcher", "http://127.0.0.1:1");
		expect(run).toMatchObject({ code: 4, stdout: "" });
		expect(run.stderr).toContain("UNAVAILABLE: The matcher at http://127.0.0.1:1");
	});

	it("finds a wallet too poor before anything is measured, asked or uploaded", async () => {
		const run = await runCli(
			["submit", "onnx-batch", `${examples}*.onnx`, `${examples}*.npz`, "--yes"],
			person(generatePrivateKey()),
		);
		expect(run).toMatchObject({ code: 1, stdout: "" });
		expect(run.stderr).toMatch(
			/^tabgrid: CHAIN_REFUSED: The wallet 0x\w+ has 0 tUSD; the job may cost .* tabgrid faucet .*\n$/,
		);
	});

	it("tells another web server from a matcher, and a file from a home", async () => {
		const server = createServer((request, response) => {
			const status = request.url?.startsWith("/spa/") ? 200 : 404;
			response.writeHead(status, { "content-type": "text/html" }).end("<h1>Hello</h1>");
		});
		await once(server.listen(0, "127.0.0.1"), "listening");
		const address = z.object({ port: z.int() }).parse(server.address());
		const other = `http://127.0.0.1:${address.port}`;
		const [missing, page, home] = await Promise.all([
			tabgrid("jobs", "--all", "--matcher", other),
			tabgrid("jobs", "--all", "--matcher", `${other}/spa/`),
			runCli(["provide"], { ...person(clientKey), TABGRID_HOME: `${examples}README.md` }),
		]);
		server.close();
		expect(missing).toMatchObject({ code: 2, stdout: "" });
		expect(missing.stderr).toMatch(/WRONG_MATCHER: .* status 404 .* TABGRID_MATCHER_URL/);
		expect(page.stderr).toMatch(/WRONG_MATCHER: .* no JSON/);
		expect(home).toMatchObject({ code: 2, stdout: "" });
		expect(home.stderr).toMatch(/USAGE: .* it is a file\. Set TABGRID_HOME/);
	});

	it("names a wrong parameter with what it may be, and what would have no effect", async () => {
		const [wrong, idle, kernel] = await Promise.all([
			tabgrid("submit", "mandelbrot", "--param", "re=-0.5", "--param", "width=5000"),
			tabgrid("submit", "ocr-lines", "page.png", "--param", "side=640"),
			tabgrid("kernels", "mandelbrot", "--json"),
		]);
		expect(wrong).toMatchObject({ code: 1, stdout: "" });
		expect(wrong.stderr).toMatch(
			/BAD_PARAMS: width is a whole number from 16 to 2,048, not 5000\.\n$/,
		);
		expect(idle.stderr).toContain("this kernel takes none");
		const Param = z.object({ name: z.string(), meaning: z.string(), allowed: z.string() });
		const [shown] = answer(kernel, z.array(z.object({ params: z.array(Param) })));
		expect(shown?.params).toContainEqual({
			name: "width",
			meaning: "Width of the picture in pixels.",
			allowed: "a whole number from 16 to 2,048",
		});
	});

	it("says what is wrong with a command line before it asks anybody, below tabgrid too", async () => {
		const nobody = ["--matcher", "http://127.0.0.1:1"];
		const [missing, unknown, nonsense] = await Promise.all([
			tabgrid("stake", "add", "--json"),
			tabgrid("provide", "--backend", "gpu", ...nobody),
			tabgrid("status", "banana", ...nobody),
		]);
		expect(missing).toMatchObject({ code: 2 });
		expect(JSON.parse(missing.stdout)).toMatchObject({ error: { code: "USAGE" } });
		expect(missing.stderr).toContain("tabgrid stake add --help");
		expect(unknown).toMatchObject({ code: 2, stdout: "" });
		expect(nonsense).toMatchObject({ code: 2, stdout: "" });
	});

	it("goes on following a job whose watching was interrupted, and pays for no other", async () => {
		const submit = [
			...["submit", "onnx-batch", `${examples}*.onnx`, `${examples}*.npz`],
			...["--title", "Watched", "--per-shard", "16", "--yes", "--watch", "--json"],
		];
		for (const { child } of providers) child.kill("SIGSTOP");
		const first = startCli(submit, person(clientKey));
		await first.says(/shards verified/);
		first.child.kill("SIGINT");
		const interrupted = await first.ended;
		for (const { child } of providers) child.kill("SIGCONT");
		expect(interrupted.code).toBe(130);
		expect(interrupted.stderr).toMatch(/STOPPED: Interrupted\. The job goes on; .* pays no more/);

		const Watched = z.object({ jobId: JobId, state: z.literal("settled"), tx: z.null() });
		const { jobId } = answer(await tabgrid(...submit), Watched);
		const jobs = answer(await tabgrid("jobs", "--json"), z.array(JobSummary));
		const watched = jobs.filter(({ title }) => title === "Watched");
		expect(watched.map((job) => job.jobId)).toEqual([jobId]);
	});

	it("cancels a job for its client alone, and brings back what nobody earned, once", async () => {
		for (const { child } of providers) child.kill("SIGSTOP");
		const posted = await tabgrid(
			...["submit", "mandelbrot", "--param", "width=64", "--param", "height=64"],
			...["--trust", "none", "--price", "0.01", "--yes", "--json"],
		);
		const { jobId, escrowed } = answer(posted, z.object({ jobId: JobId, escrowed: z.string() }));
		const [other, asked] = await Promise.all([
			runCli(["cancel", jobId, "--yes"], person(providerKeys[0] ?? "0x")),
			tabgrid("cancel", jobId),
		]);
		expect(other).toMatchObject({ code: 1, stdout: "" });
		expect(other.stderr).toMatch(/BAD_SIGNATURE: This job is 0x.*only its client cancels it/);
		expect(asked).toMatchObject({ code: 2, stdout: "" });
		const Cancelled = z.object({ state: z.literal("cancelled"), refunded: z.string() });
		const first = answer(
			await tabgrid("cancel", jobId, "--yes", "--json"),
			Cancelled.extend({ tx: z.string() }),
		);
		const again = answer(
			await tabgrid("cancel", jobId, "--yes", "--json"),
			Cancelled.extend({ tx: z.null() }),
		);
		for (const { child } of providers) child.kill("SIGCONT");
		expect([first.refunded, again.refunded]).toEqual([escrowed, escrowed]);
	});

	it("gives a provider's leases back on SIGTERM and ends well, leaving its key to its owner", async () => {
		const [provider] = providers;
		const [key = "0x"] = providerKeys;
		provider?.child.kill("SIGTERM");
		const run = await provider?.ended;
		expect(run).toMatchObject({ code: 0 });
		expect(run?.stdout).toMatch(
			/^Stopped after .*: \d+ replicas computed, of which .* earned\.\n$/,
		);
		const { mode } = await stat(join(folder, key.slice(2, 10), "session-key.pem"));
		expect(mode & 0o777).toBe(0o600);
	});
});

// Last, because the chain's clock runs ahead of the machine's from then on.
describe("what a provider has at stake", () => {
	const Standing = z.object({
		provider: ProviderId,
		owner: Address,
		amount: z.string(),
		leaving: z.string(),
		leavesAt: z.int().nullable(),
		covers: z.string(),
		withdrawable: z.boolean(),
	});
	const [, key = "0x"] = providerKeys;
	const stake = (...args: string[]) => runCli(["stake", ...args], person(key));
	const owner = () => privateKeyToAccount(key).address.toLowerCase();

	it("is put by its owner's yes alone, for the provider of its home, and read by anyone", async () => {
		const [unasked, nothing] = await Promise.all([stake("add", "2"), stake("add", "0", "--yes")]);
		expect(unasked).toMatchObject({ code: 2, stdout: "" });
		expect(unasked.stderr).toMatch(/2 tUSD of 0x.*\n.*burned.*\n.*add --yes/);
		expect(nothing.code).toBe(2);

		const added = answer(await stake("add", "2", "--yes", "--json"), Standing);
		expect(added).toMatchObject({ owner: owner(), amount: "2000000", covers: "20000" });
		const keyless = { ...person(key), TABGRID_KEY: "", TABGRID_HOME: join(folder, "nobody") };
		const [shown, homeless] = await Promise.all([
			runCli(["stake", "--provider", added.provider, "--owner", added.owner, "--json"], keyless),
			runCli(["stake", "--owner", added.owner], keyless),
		]);
		expect(answer(shown, Standing)).toMatchObject({ provider: added.provider, amount: "2000000" });
		expect(homeless.code).toBe(2);
		expect(homeless.stderr).toMatch(/no provider yet: run tabgrid provide once/);
	});

	it("covers less from notice on, and all of it again when it is kept", async () => {
		const noticed = answer(await stake("notice", "0.5", "--json"), Standing);
		expect(noticed).toMatchObject({ leaving: "500000", covers: "15000", withdrawable: false });
		const [early, shown] = await Promise.all([stake("withdraw"), stake()]);
		expect(early).toMatchObject({ code: 1, stdout: "" });
		expect(early.stderr).toMatch(/CHAIN_REFUSED: The notice is not over/);
		expect(shown.stdout).toMatch(/2 tUSD at stake by 0x/);
		expect(shown.stdout).toMatch(/covers jobs up to 0\.015 tUSD a replica/);
		expect(shown.stdout).toMatch(/0\.5 tUSD of it leaves.*burned until it is/);
		const kept = answer(await stake("keep", "--json"), Standing);
		expect(kept).toMatchObject({ leaving: "0", leavesAt: null, covers: "20000" });
	});

	it("comes back a week after notice", async () => {
		await stake("notice", "all");
		await grid.chain.increaseTime({ seconds: stakeNoticeSeconds });
		await grid.chain.mine({ blocks: 1 });
		const back = await stake("withdraw", "--json");
		const Withdrawn = Standing.extend({ withdrawn: z.string(), tx: z.string() });
		expect(answer(back, Withdrawn)).toMatchObject({ withdrawn: "2000000", amount: "0" });
	});
});
