import { request } from "node:http";
import { loadClassifierExample } from "@tabgrid/kernels/node";
import {
	Address,
	Digest,
	digestLarge,
	ErrorBody,
	FaucetReply,
	GridConfig,
	type JobSpec,
	jobIdOf,
	KernelList,
	limits,
	MissingBlobsReply,
	ProviderHistory,
	ProviderView,
	RedemptionReply,
} from "@tabgrid/protocol";
import { io } from "socket.io-client";
import { erc20Abi } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { getJson, postJson, putBlob } from "./harness/api.ts";
import { exampleSpec, testClient } from "./harness/postJob.ts";
import { startGrid, type TestGrid } from "./harness/startGrid.ts";

describe("the HTTP API", () => {
	let grid: TestGrid;
	let good: JobSpec;
	beforeAll(async () => {
		grid = await startGrid({
			CORS_ORIGINS: "https://grid.example",
			MIN_PRICE_PER_REPLICA: "10",
			FAUCET_PER_HOUR: "1",
			RELAY_REDEMPTIONS: "false",
		});
		good = await exampleSpec(grid, testClient(grid).address);
	});
	afterAll(() => grid.stop());

	const errorOf = async (response: Response) => {
		const { error } = ErrorBody.parse(await response.json());
		expect(error.message).toMatch(/\w{2,} \w{2,}/);
		return { status: response.status, code: error.code };
	};
	const postSpec = (spec: unknown) =>
		fetch(`${grid.url}/jobs`, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ spec }),
		});

	it("tells what the grid is, and describes itself", async () => {
		expect(await getJson(`${grid.url}/config`, GridConfig)).toMatchObject({
			chainId: 31337,
			escrow: grid.escrow,
			token: { address: grid.token, symbol: "tUSD", decimals: 6 },
			devnet: true,
			minPricePerReplica: "10",
		});
		const { kernels } = await getJson(`${grid.url}/kernels`, KernelList);
		expect(kernels.map(({ id }) => id).toSorted()).toEqual([
			"detect-text",
			"embed-audio",
			"mandelbrot",
			"monte-carlo",
			"ocr-lines",
			"onnx-batch",
		]);
		const model = kernels.find(({ id }) => id === "ocr-lines")?.model;
		const head = await fetch(`${grid.url}/blobs/${model?.digest}`, { method: "HEAD" });
		expect(head.headers.get("content-length")).toBe(String(model?.bytes));
		const document = await getJson(
			`${grid.url}/openapi.json`,
			z.looseObject({ paths: z.record(z.string(), z.unknown()) }),
		);
		expect(Object.keys(document.paths)).toEqual(
			expect.arrayContaining([
				...["/jobs", "/jobs/{jobId}", "/blobs/{digest}", "/vouchers", "/faucet", "/redemptions"],
				...["/network", "/network/history", "/network/leaderboard"],
				...["/providers/{providerId}/history", "/providers/{providerId}/name"],
			]),
		);
		const metrics = await (await fetch(`${grid.url}/metrics`)).text();
		expect(metrics).toContain("tabgrid_leases_total");
	});

	it("answers an empty account and history for a session key that never connected", async () => {
		const account = `${grid.url}/providers/${"0".repeat(64)}`;
		expect(await getJson(account, ProviderView)).toMatchObject({ firstSeen: null, stakes: [] });
		expect(await getJson(`${account}/history`, ProviderHistory)).toMatchObject({ jobs: [] });
	});

	it("answers every failure as an error with a code and a sentence", async () => {
		const get = async (path: string) => errorOf(await fetch(`${grid.url}${path}`));
		const id = `0x${"0".repeat(64)}`;
		expect(await get("/nothing/here")).toEqual({ status: 404, code: "NOT_FOUND" });
		expect(await get("/jobs/7")).toEqual({ status: 400, code: "BAD_REQUEST" });
		expect(await get("/jobs?limit=1000")).toEqual({ status: 400, code: "BAD_REQUEST" });
		for (const path of ["", "/shards", "/shards/0", "/events", "/artifact"])
			expect(await get(`/jobs/${id}${path}`)).toEqual({ status: 404, code: "NOT_FOUND" });
		expect(await get("/network/history?range=eternity")).toEqual({
			status: 400,
			code: "BAD_REQUEST",
		});
		expect(await get("/vouchers?wallet=me")).toEqual({ status: 400, code: "BAD_REQUEST" });
		expect(await errorOf(await fetch(`${grid.url}/jobs`, { method: "POST", body: "{" }))).toEqual({
			status: 400,
			code: "BAD_REQUEST",
		});
		const huge = "x".repeat(limits.httpBody + 1);
		const response = await fetch(`${grid.url}/blobs/missing`, { method: "POST", body: huge });
		expect(await errorOf(response)).toEqual({ status: 413, code: "TOO_LARGE" });
	});

	it("stores blobs under their own name only, and serves them for ever", async () => {
		const bytes = new TextEncoder().encode("sixteen tons and what do you get");
		const digest = await digestLarge(bytes);
		const other = Digest.parse("0".repeat(64));
		const missing = await postJson(
			`${grid.url}/blobs/missing`,
			{ digests: [digest, other] },
			MissingBlobsReply,
		);
		expect(missing).toEqual({ missing: [digest, other] });
		const put = (name: string) =>
			fetch(`${grid.url}/blobs/${name}`, { method: "PUT", body: bytes });
		expect(await errorOf(await put(other))).toEqual({ status: 400, code: "DIGEST_MISMATCH" });
		expect((await put(digest)).status).toBe(201);
		expect((await put(digest)).status).toBe(200);
		expect(
			await postJson(`${grid.url}/blobs/missing`, { digests: [digest, other] }, MissingBlobsReply),
		).toEqual({ missing: [other] });

		const got = await fetch(`${grid.url}/blobs/${digest}`);
		expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
		expect(got.headers.get("cache-control")).toContain("immutable");
		expect(got.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
		const etag = got.headers.get("etag") ?? "";
		const again = await fetch(`${grid.url}/blobs/${digest}`, {
			headers: { "If-None-Match": etag },
		});
		expect(again.status).toBe(304);
		expect(await errorOf(await fetch(`${grid.url}/blobs/${other}`))).toEqual({
			status: 404,
			code: "MISSING_BLOB",
		});
	});

	it("takes a large blob as a stream, also when it is there already", async () => {
		const large = crypto.getRandomValues(new Uint8Array(65_536));
		const many = new Uint8Array(200 * large.length);
		for (let at = 0; at < many.length; at += large.length) many.set(large, at);
		expect(await putBlob(grid.url, many)).toBe(await putBlob(grid.url, many));
	});

	it("refuses a 2 GB upload by its announced size, before any of it, and serves on", async () => {
		const { status, text } = await new Promise<{ status: number; text: string }>(
			(resolve, reject) => {
				const upload = request(`${grid.url}/blobs/${"0".repeat(64)}`, {
					method: "PUT",
					headers: { "Content-Length": String(2 * 1024 ** 3) },
				});
				upload.once("error", reject);
				upload.once("response", async (response) => {
					let said = "";
					for await (const chunk of response) said += String(chunk);
					resolve({ status: response.statusCode ?? 0, text: said });
					upload.destroy();
				});
				upload.write(Buffer.alloc(64 * 1024));
			},
		);
		expect(status).toBe(413);
		const { error } = ErrorBody.parse(JSON.parse(text));
		expect(error).toMatchObject({
			code: "TOO_LARGE",
			message: expect.stringMatching(/bytes at most/),
		});
		expect(await putBlob(grid.url, new Uint8Array(8))).toMatch(/^[0-9a-f]{64}$/);
	});

	it("lets pages of the configured origins in, and no others", async () => {
		const from = (origin: string) =>
			fetch(`${grid.url}/config`, { headers: { Origin: origin } }).then((response) =>
				response.headers.get("access-control-allow-origin"),
			);
		expect(await from("https://grid.example")).toBe("https://grid.example");
		expect(await from("https://elsewhere.example")).toBeNull();
		const socket = io(`${grid.url}/dashboard`, {
			transports: ["websocket"],
			extraHeaders: { Origin: "https://elsewhere.example" },
			reconnection: false,
		});
		await new Promise((resolve) => socket.once("connect_error", resolve));
		socket.close();
	});

	it("registers a good job once, and answers the terms to post", async () => {
		const first = await postSpec(good);
		expect(first.status).toBe(201);
		const reply = await first.json();
		expect(reply).toMatchObject({
			jobId: jobIdOf(good),
			terms: { shards: good.shards, budget: String(good.shards * 3 * 1_000) },
			expectedCost: String(good.shards * 2 * 1_000),
		});
		const second = await postSpec(good);
		expect(second.status).toBe(200);
		expect(await second.json()).toEqual(reply);
	});

	it.each([
		["WRONG_CHAIN", { chainId: 1 }],
		["WRONG_CHAIN", { escrow: `0x${"1".repeat(40)}` }],
		["UNKNOWN_KERNEL", { kernel: "mine-bitcoin" }],
		["UNKNOWN_KERNEL", { kernelVersion: 99 }],
		["BAD_PARAMS", { params: { rows: 1 } }],
		["PRICE_TOO_LOW", { pricePerReplica: "9" }],
		["DEADLINE_TOO_SOON", { deadline: Math.floor(Date.now() / 1_000) + 30 }],
		["MISSING_BLOB", { model: "0".repeat(64) }],
		["MISSING_BLOB", { manifest: "0".repeat(64) }],
		["BAD_MANIFEST", { shards: 7 }],
		["BAD_REQUEST", { policy: { quorum: 3, maxReplicas: 2 } }],
		["BAD_REQUEST", { surprise: true }],
	])("refuses a job with %s when its spec has %j", async (code, change) => {
		const answer = await errorOf(await postSpec({ ...good, ...change }));
		expect(answer.code).toBe(code);
		expect(answer.status).toBeGreaterThanOrEqual(400);
	});

	it("refuses a model that is none, and a manifest that is none or lies", async () => {
		const text = await putBlob(grid.url, new TextEncoder().encode("not a model, not a manifest"));
		expect(await errorOf(await postSpec({ ...good, model: text }))).toMatchObject({
			code: "BAD_MODEL",
		});
		expect(await errorOf(await postSpec({ ...good, manifest: text }))).toMatchObject({
			code: "BAD_MANIFEST",
		});
		const lie = { version: 1, shards: [{ input: text, bytes: 1, items: 1 }] };
		const manifest = await putBlob(grid.url, new TextEncoder().encode(JSON.stringify(lie)));
		expect(await errorOf(await postSpec({ ...good, manifest, shards: 1 }))).toMatchObject({
			code: "BAD_MANIFEST",
		});
	});

	it("refuses hostile models with their reason, and serves on", async () => {
		const { model } = await loadClassifierExample();
		/** The example's model with one name in it changed to another of the same length. */
		const renamed = (from: string, to: string) => {
			const text = Buffer.from(model).toString("latin1");
			expect(text).toContain(from);
			return Buffer.from(text.replaceAll(from, to), "latin1");
		};
		const hostile = [
			[model.slice(0, -9), /valid protobuf/],
			[renamed("Relu", "Evil"), /"Evil", which the grid doesn't run/],
			// A graph of 500,000 empty nodes, two bytes each.
			[
				Buffer.concat([Buffer.of(0x3a, 0xc0, 0x84, 0x3d), Buffer.alloc(1_000_000, "0a00", "hex")]),
				/too many parts/,
			],
		] as const;
		for (const [bytes, says] of hostile) {
			const response = await postSpec({
				...good,
				model: await putBlob(grid.url, new Uint8Array(bytes)),
			});
			expect(response.status).toBe(400);
			const { error } = ErrorBody.parse(await response.json());
			expect(error).toMatchObject({ code: "BAD_MODEL", message: expect.stringMatching(says) });
		}
		expect((await postSpec(good)).status).toBe(200);
	});

	it("gives play money on a devnet, to each address so often", async () => {
		const address = Address.parse(privateKeyToAccount(generatePrivateKey()).address);
		const reply = await postJson(`${grid.url}/faucet`, { address }, FaucetReply);
		const balance = await grid.chain.readContract({
			address: grid.token,
			abi: erc20Abi,
			functionName: "balanceOf",
			args: [address],
		});
		expect(balance).toBe(BigInt(reply.token));
		expect(await grid.chain.getBalance({ address })).toBe(BigInt(reply.wei));
		await expect(postJson(`${grid.url}/faucet`, { address }, FaucetReply)).rejects.toMatchObject({
			code: "RATE_LIMITED",
		});
	});

	it("pays no gas for redemptions where the operator does not want to, and says so", async () => {
		const { relaysRedemptions } = await getJson(`${grid.url}/config`, GridConfig);
		expect(relaysRedemptions).toBe(false);
		const body = { wallet: `0x${"1".repeat(40)}`, jobIds: [`0x${"0".repeat(64)}`] };
		await expect(postJson(`${grid.url}/redemptions`, body, RedemptionReply)).rejects.toMatchObject({
			code: "RELAY_DISABLED",
		});
	});
});
