import { expect, it } from "vitest";
import { maxFailures, replicasWanted } from "../core/replicasWanted.ts";
import { expireJobs } from "./expireJobs.ts";
import { expireLeases } from "./expireLeases.ts";
import { finishJobs } from "./finishJobs.ts";
import { jobView } from "./jobView.ts";
import { judgeShards } from "./judgeShards.ts";
import { linkWallet } from "./linkWallet.ts";
import { providerSummary } from "./providerSummary.ts";
import { rejectSubmissions } from "./rejectSubmissions.ts";
import { retireJobs } from "./retireJobs.ts";
import { changedShardsSince, shardMap } from "./shardMap.ts";
import { shardView } from "./shardView.ts";
import { storeVoucherSignatures } from "./storeVoucherSignatures.ts";
import { submitReplicas } from "./submitReplicas.ts";
import { claimedShards, takeShardsToJudge } from "./takeShardsToJudge.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	day,
	digestOf,
	judgeAll,
	provider,
	providers,
	runningJob,
	start,
	submissionOf,
	submit,
	type TestProvider,
	walletOf,
} from "./testing/fixtures.ts";
import { othersCommitted } from "./testing/othersCommitted.ts";
import { vouchersToSign } from "./vouchersToSign.ts";

describeStore("submitReplicas", (db) => {
	it("claims a shard with its last result for who took it in, and for anyone when that one is gone", async () => {
		const { jobId } = await runningJob(db(), { shards: 1 });
		const claimMs = 5_000;
		const claims: unknown[] = [];
		for (const who of await providers(db(), 2)) {
			const [lease] = await ask(db(), who);
			if (!lease) throw new Error("There is a lease.");
			const submission = submissionOf(who, lease.replicaId, "a");
			const [result] = await submitReplicas(db(), [submission], start, claimMs);
			claims.push(result?.ok && result.claimed);
		}
		expect(claims).toEqual([undefined, true]);
		const others = { limit: 10, claimMs, now: start };
		expect(await takeShardsToJudge(db(), others)).toEqual([]);
		const place = { jobId, shardIndex: 0 };
		const [own, ...more] = await claimedShards(db(), [place, place]);
		expect(own).toMatchObject({ ...place, submitted: [{}, {}] });
		expect(more).toEqual([]);
		const later = await takeShardsToJudge(db(), { ...others, now: start + claimMs });
		expect(later).toEqual([own]);
		await judgeAll(db(), start + 2 * claimMs);
		expect(await claimedShards(db(), [place])).toEqual([]);
	});

	it("takes a result once, answers its repetition alike, and refuses another result", async () => {
		const { jobId } = await runningJob(db(), { shards: 1 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const [lease] = await ask(db(), ada);
		if (!lease) throw new Error("There is a lease.");
		const { replicaId } = lease;
		const results = await submitReplicas(
			db(),
			[
				submissionOf(bob, replicaId, "a"),
				submissionOf(ada, replicaId, "a"),
				submissionOf(ada, replicaId, "a"),
				submissionOf(ada, replicaId, "b"),
				submissionOf(ada, crypto.randomUUID(), "a"),
			],
			start,
		);
		expect(results.map((one) => (one.ok ? one.repeated : one.error.code))).toEqual([
			"LEASE_NOT_YOURS",
			false,
			true,
			"CONFLICT",
			"NOT_FOUND",
		]);
		expect(results[1]).toMatchObject({ jobId, shardIndex: 0 });
		expect(await submit(db(), ada, [lease], "a")).toMatchObject([{ ok: true, repeated: true }]);
		expect((await providerSummary(db(), ada.providerId, start))?.replicas.submitted).toBe(1);
		expect((await shardView(db(), jobId, 0))?.replicas).toMatchObject([
			{ state: "submitted", digest: digestOf("a"), submittedAt: start, backend: "wasm" },
		]);
	});

	it("takes a late result while its shard is undecided and has room", async () => {
		await runningJob(db(), { shards: 1, quorum: 2, maxReplicas: 2 });
		const [ada, bob, eve] = await providers(db(), 3);
		if (!ada || !bob || !eve) throw new Error("There are three.");
		const adas = await ask(db(), ada);
		const over = start + 100_000;
		await expireLeases(db(), over);
		const bobs = await ask(db(), bob, 1, over);
		expect(await submit(db(), ada, adas, "same", over)).toMatchObject([{ ok: true }]);
		expect((await providerSummary(db(), ada.providerId, start))?.replicas).toMatchObject({
			submitted: 1,
			expired: 0,
		});
		expect(await ask(db(), eve, 1, over)).toEqual([]);
		await submit(db(), bob, bobs, "same", over);
		expect(await judgeAll(db(), over)).toMatchObject([{ state: "verified" }]);
	});

	it("refuses a late result when others have taken its place or the shard is decided", async () => {
		await runningJob(db(), { shards: 1, quorum: 1, maxReplicas: 1 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const adas = await ask(db(), ada);
		const over = start + 100_000;
		await expireLeases(db(), over);
		const bobs = await ask(db(), bob, 1, over);
		const refused = [{ ok: false, error: { code: "LEASE_OVER" } }];
		expect(await submit(db(), ada, adas, "same", over)).toMatchObject(refused);
		await submit(db(), bob, bobs, "same", over);
		await judgeAll(db(), over);
		expect(await submit(db(), ada, adas, "same", over)).toMatchObject(refused);
	});

	it("refuses a late result of a provider that has leased the shard anew", async () => {
		await runningJob(db(), { shards: 1, quorum: 2 });
		const ada = await provider(db(), "ada");
		const first = await ask(db(), ada);
		const over = start + 100_000;
		await expireLeases(db(), over);
		const second = await ask(db(), ada, 1, over + 31_000);
		expect(second).toHaveLength(1);
		expect(await submit(db(), ada, first, "same", over + 31_000)).toMatchObject([
			{ ok: false, error: { code: "LEASE_OVER" } },
		]);
		expect(await submit(db(), ada, second, "same", over + 31_000)).toMatchObject([{ ok: true }]);
	});
});

describeStore("judgeShards", (db) => {
	async function submitted(outputs: readonly string[], options = {}) {
		const draft = await runningJob(db(), { shards: 1, ...options });
		const many = await providers(db(), outputs.length);
		for (const [place, who] of many.entries()) {
			await submit(db(), who, await ask(db(), who), outputs[place] ?? "");
			if (place > 0) await judgeAll(db());
		}
		return { ...draft, many };
	}
	const verdicts = async (jobId: Parameters<typeof shardView>[1]) =>
		(await shardView(db(), jobId, 0))?.replicas.map(({ state }) => state);

	it("asks for another replica in a dispute, and outvotes the liar, who earns nothing", async () => {
		const { jobId, many } = await submitted(["true", "lie"]);
		expect((await shardMap(db(), jobId))?.states).toBe("d");
		const eve = await provider(db(), "eve");
		await submit(db(), eve, await ask(db(), eve), "true");
		const [judged] = await judgeAll(db());
		expect(judged?.state).toBe("verified");
		expect((await verdicts(jobId))?.sort()).toEqual(["agreed", "agreed", "disagreed"]);
		const liar = many[1] as TestProvider;
		expect(await providerSummary(db(), liar.providerId, start)).toMatchObject({
			replicas: { disagreed: 1, agreed: 0 },
			earned: "0",
		});
		expect(await jobView(db(), jobId)).toMatchObject({ earned: "2000", providers: 2 });
	});

	it("fails a shard whose maxReplicas disagree, and keeps the evidence", async () => {
		const { jobId } = await submitted(["a", "b", "c"], { maxReplicas: 3 });
		expect(await shardView(db(), jobId, 0)).toMatchObject({ state: "failed", canonical: null });
		expect(await verdicts(jobId)).toEqual(["disagreed", "disagreed", "disagreed"]);
		expect(await finishJobs(db(), start)).toMatchObject([{ jobId }]);
		expect(await jobView(db(), jobId)).toMatchObject({ earned: "0", shards: { failed: 1 } });
	});

	it("fails at once when a dispute can't be settled any more", async () => {
		const { jobId } = await submitted(["a", "b"], { quorum: 2, maxReplicas: 2 });
		expect((await shardMap(db(), jobId))?.states).toBe("f");
	});

	it("pays a spare replica that agrees after its shard was verified, and no more than maxReplicas", async () => {
		const { jobId } = await runningJob(db(), { shards: 1, quorum: 2, maxReplicas: 4 });
		const [ada, bob, eve, dan] = await providers(db(), 4);
		if (!ada || !bob || !eve || !dan) throw new Error("There are four.");
		await submit(db(), ada, await ask(db(), ada), "true");
		await submit(db(), bob, await ask(db(), bob), "lie");
		await judgeAll(db());
		const eves = await ask(db(), eve);
		await expireLeases(db(), start + 100_000);
		const dans = await ask(db(), dan, 1, start + 100_000);
		await submit(db(), eve, eves, "true", start + 100_000);
		expect(await judgeAll(db(), start + 100_000)).toMatchObject([{ state: "verified" }]);
		expect(await finishJobs(db(), start)).toMatchObject([
			{ revoked: dans.map(({ replicaId }) => ({ replicaId })) },
		]);
		expect(await jobView(db(), jobId)).toMatchObject({ earned: "2000", state: "settling" });
	});

	it("compares a result that comes after its shard was verified, and waits for it before finishing", async () => {
		const { jobId } = await runningJob(db(), { shards: 1, quorum: 2, maxReplicas: 4 });
		const [ada, bob, eve] = await providers(db(), 3);
		if (!ada || !bob || !eve) throw new Error("There are three.");
		const adas = await ask(db(), ada);
		await expireLeases(db(), start + 100_000);
		const now = start + 100_000;
		const bobs = await ask(db(), bob, 1, now);
		const eves = await ask(db(), eve, 1, now);
		await submit(db(), ada, adas, "true", now);
		await submit(db(), bob, bobs, "true", now);
		expect(await judgeAll(db(), now)).toMatchObject([{ state: "verified" }]);
		await submit(db(), eve, eves, "true", now);
		expect(await finishJobs(db(), now)).toEqual([]);
		expect(await judgeAll(db(), now)).toMatchObject([
			{
				state: "verified",
				verdicts: [{ providerId: eve.providerId, state: "agreed", earned: 1000n }],
			},
		]);
		expect(await jobView(db(), jobId)).toMatchObject({ earned: "3000" });
		expect(await finishJobs(db(), now)).toMatchObject([{ jobId }]);
	});

	it("changes nothing when the same judgement comes again", async () => {
		const { jobId } = await submitted(["a"]);
		const bob = await provider(db(), "bob");
		await submit(db(), bob, await ask(db(), bob), "a");
		const options = { limit: 10, claimMs: 1_000, now: start };
		const [shard] = await takeShardsToJudge(db(), options);
		if (!shard) throw new Error("There is a shard to judge.");
		expect(await takeShardsToJudge(db(), options)).toEqual([]);
		expect(await takeShardsToJudge(db(), { ...options, now: start + 1_000 })).toHaveLength(1);
		const considered = shard.submitted.map(({ replicaId }) => replicaId);
		const [canonical] = considered;
		if (!canonical) throw new Error("There are submissions.");
		const agreed = { state: "agreed", distance: 0 } as const;
		const verdicts = considered.map((replicaId) => ({ replicaId, ...agreed }));
		const judgement = { kind: "verified", canonical, verdicts } as const;
		const one = { jobId, shardIndex: 0, considered, judgement };
		expect(await judgeShards(db(), [one, one], start)).toMatchObject([
			{ state: "verified", verdicts: [{}, {}] },
		]);
		expect(await judgeShards(db(), [one], start)).toMatchObject([{ verdicts: [] }]);
		expect(await jobView(db(), jobId)).toMatchObject({ earned: "2000" });
	});

	it("doesn't verify what fewer than a quorum of owners agreed on, whatever the judgement says", async () => {
		const { jobId, many } = await submitted(["a", "b"]);
		const [canonical] = (await shardView(db(), jobId, 0))?.replicas ?? [];
		if (!canonical) throw new Error("There is a replica.");
		const { replicaId } = canonical;
		const judgement = {
			kind: "verified",
			canonical: replicaId,
			verdicts: [{ replicaId, state: "agreed", distance: 0 }],
		} as const;
		const forged = { jobId, shardIndex: 0, considered: [replicaId], judgement };
		expect(await judgeShards(db(), [forged], start)).toMatchObject([{ state: "disputed" }]);
		expect(many).toHaveLength(2);
		expect(await jobView(db(), jobId)).toMatchObject({ earned: "0" });
	});

	it("puts a submission that can't be compared aside and asks others", async () => {
		const { jobId } = await submitted(["a"]);
		const [replica] = (await shardView(db(), jobId, 0))?.replicas ?? [];
		if (!replica) throw new Error("There is a replica.");
		const error = { code: "BAD_INPUT", message: "Not a tensor bundle." } as const;
		const rejection = { replicaId: replica.replicaId, error };
		await rejectSubmissions(db(), [rejection], start);
		await rejectSubmissions(db(), [rejection], start);
		expect(await verdicts(jobId)).toEqual(["errored"]);
		const [bob, eve] = [await provider(db(), "bob"), await provider(db(), "eve")];
		await submit(db(), bob, await ask(db(), bob), "a");
		await submit(db(), eve, await ask(db(), eve), "a");
		expect(await judgeAll(db())).toMatchObject([{ state: "verified" }]);
	});

	it("credits a linked wallet's voucher, and moves earlier credits to it when it is linked", async () => {
		const { jobId } = await runningJob(db(), { shards: 2 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const wallet = walletOf("ada");
		const link = (to: string, issuedAt: number) =>
			linkWallet(db(), { providerId: ada.providerId, wallet: walletOf(to), issuedAt }, start);
		for (const round of [0, 1]) {
			for (const who of [ada, bob]) await submit(db(), who, await ask(db(), who), "same");
			await judgeAll(db());
			if (round === 1) break;
			expect(await providerSummary(db(), ada.providerId, start)).toMatchObject({
				earned: "1000",
				unlinked: "1000",
			});
			expect(await vouchersToSign(db(), 9)).toEqual([]);
			expect(await link("ada", 5)).toMatchObject({ wallet, earned: "1000", unlinked: "0" });
			expect(await vouchersToSign(db(), 9)).toEqual([{ jobId, wallet, amount: 1000n }]);
		}
		const grown = { jobId, wallet, amount: 2000n };
		expect(await vouchersToSign(db(), 9)).toEqual([grown]);
		const signature = "0xab" as const;
		await storeVoucherSignatures(db(), [
			{ ...grown, signature },
			{ ...grown, amount: 1000n, signature: "0xcd" },
			{ ...grown, amount: 9000n, signature: "0xef" },
		]);
		expect(await vouchersToSign(db(), 9)).toEqual([]);
		const [row] = await db().query("select signed_amount::text as amount, signature from vouchers");
		expect(row).toEqual({ amount: "2000", signature });
		await link("another", 6);
		expect(await vouchersToSign(db(), 9)).toEqual([]);
		await expect(link("ada", 5)).rejects.toMatchObject({ code: "CONFLICT" });
		const nobody = { providerId: digestOf("nobody") as never, wallet, issuedAt: 5 };
		await expect(linkWallet(db(), nobody, start)).rejects.toMatchObject({ code: "NOT_FOUND" });
	});

	it("ends with what was verified where an upgrade put its kernel's version out of use", async () => {
		const { jobId, spec } = await runningJob(db(), { shards: 3 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		for (const who of [ada, bob]) await submit(db(), who, await ask(db(), who), "same");
		await judgeAll(db());
		const leases = await ask(db(), bob, 2);
		const other = await runningJob(db(), { kernel: "monte-carlo", title: "known" });
		const known = [
			{ id: spec.kernel, version: spec.kernelVersion + 1 },
			{ id: other.spec.kernel, version: other.spec.kernelVersion },
		];
		expect(await retireJobs(db(), known, ["funded"], start)).toEqual([]);
		const [ended, ...rest] = await retireJobs(db(), known, ["funded", "running"], start);
		expect(rest).toEqual([]);
		expect(ended).toMatchObject({ jobId, state: "settling" });
		expect(ended?.revoked).toHaveLength(leases.length);
		expect(await jobView(db(), jobId)).toMatchObject({
			earned: "2000",
			shards: { verified: 1, failed: 2, pending: 0, running: 0 },
			reason: `The grid was upgraded and computes version ${spec.kernelVersion + 1} of "${spec.kernel}" now, not version ${spec.kernelVersion}: submit the job again.`,
		});
		expect(await retireJobs(db(), known, ["funded", "running"], start)).toEqual([]);
		expect(await jobView(db(), other.jobId)).toMatchObject({ state: "running" });
	});

	it("ends at its deadline with what was verified", async () => {
		const { jobId } = await runningJob(db(), { shards: 3 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		for (const who of [ada, bob]) await submit(db(), who, await ask(db(), who), "same");
		await judgeAll(db());
		await submit(db(), ada, await ask(db(), ada), "same");
		const leases = await ask(db(), bob, 2);
		await othersCommitted(db());
		const before = await changedShardsSince(db(), jobId, null);
		expect(before.changed).toEqual([]);
		const ended = await expireJobs(db(), start + day);
		expect(ended).toMatchObject([{ jobId, state: "settling" }]);
		expect(ended[0]?.revoked).toHaveLength(leases.length);
		expect(await expireJobs(db(), start + day)).toEqual([]);
		expect(await jobView(db(), jobId)).toMatchObject({
			earned: "2000",
			shards: { verified: 1, failed: 2, pending: 0, running: 0 },
			replicas: { leased: 0, submitted: 0, aborted: 3, agreed: 2 },
			reason: "The deadline passed before every shard was verified.",
		});
		await othersCommitted(db());
		const after = await changedShardsSince(db(), jobId, before.cursor);
		expect(after.changed).toEqual([
			[1, "f"],
			[2, "f"],
		]);
		expect((await changedShardsSince(db(), jobId, after.cursor)).changed).toEqual([]);
	});

	it("wants in SQL what core wants", async () => {
		await runningJob(db(), { shards: 1 });
		const policy = { quorum: 2, maxReplicas: 3 };
		for (const state of ["pending", "running", "disputed", "verified", "failed"] as const) {
			for (const target of [2, 3, 4]) {
				for (const live of [0, 1, 2, 3]) {
					for (const failures of [0, 9, 10, 11]) {
						const [row] = await db().query<{ wanted: number }>(
							`update shards set state = $1, target = $2, live = $3, failures = $4,
							 	max_live = 3, max_failures = $5, submitted = 0 returning wanted`,
							[state, target, live, failures, maxFailures(policy)],
						);
						const progress = { state, target, live, failures, maxLive: 3, submitted: 0 };
						const wanted = replicasWanted({ ...progress, maxFailures: maxFailures(policy) });
						expect(row?.wanted).toBe(wanted);
					}
				}
			}
		}
	});
});
