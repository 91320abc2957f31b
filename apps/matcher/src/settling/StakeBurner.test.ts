import { receiptLeaf, rootFromProof, TabgridError } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import type { Lie } from "../chain/Stakes.ts";
import { createLogger } from "../log.ts";
import { createMetrics } from "../metrics.ts";
import { describeEmbeddedStore } from "../store/testing/describeStore.ts";
import { start } from "../store/testing/fixtures.ts";
import { stakeAdded, stakeBurned, stakeScene } from "../store/testing/stakeScene.ts";
import { balanced } from "../store/testing/trustScene.ts";
import { resultRoot } from "./resultRoot.ts";
import { StakeBurner } from "./StakeBurner.ts";

describeEmbeddedStore("the stake burner", (db) => {
	const { stake, refuted, settled } = stakeScene(db);
	const { signal } = new AbortController();

	/** A settled job with three lies of a staked provider, and a burner whose chain remembers what it is sent. */
	async function threeLies(rootOf?: () => Promise<string>) {
		const { jobId, liar, honest } = await refuted(balanced, 3);
		await stake(liar.providerId, 20n, stakeAdded(1_000n));
		await settled(jobId, honest, 30n, rootOf ?? (() => resultRoot(db(), jobId)));
		const sent: Lie[] = [];
		const chain = { refuses: false, burned: new Set<number>() };
		const metrics = createMetrics();
		const burner = new StakeBurner({
			db: db(),
			stakes: {
				isBurned: async (_provider, _job, shard) => chain.burned.has(shard),
				async burn(lie) {
					if (chain.refuses) throw new TabgridError("CONFLICT", "No gas.");
					sent.push(lie);
					chain.burned.add(lie.shardIndex);
					return "0x01";
				},
			},
			delayMs: Date.now() - start,
			log: createLogger("silent"),
			metrics,
			atOnce: 2,
		});
		const outcomes = async () =>
			Object.fromEntries(
				(await metrics.burns.get()).values.map(({ labels, value }) => [labels.outcome, value]),
			);
		return { jobId, liar, burner, chain, sent, outcomes };
	}

	it("sends a few at a time, each once, with proofs that lead to the settled root", async () => {
		const { jobId, liar, burner, sent, outcomes } = await threeLies();
		expect(await burner.burnDue(signal)).toBe(true);
		expect(sent).toHaveLength(2);
		expect(await burner.burnDue(signal)).toBe(false);
		expect(await burner.burnDue(signal)).toBe(false);
		expect(sent.map(({ shardIndex }) => shardIndex)).toEqual([0, 1, 2]);
		const root = await resultRoot(db(), jobId);
		for (const { shardIndex, receiptHash, proof, sessionKey } of sent) {
			expect(rootFromProof(receiptLeaf(shardIndex, receiptHash), [...proof])).toBe(root);
			expect(sessionKey).toBe(liar.sessionKey);
		}
		expect(await outcomes()).toEqual({ ok: 3 });
	});

	it("leaves alone what the chain has burned already, whether or not its event is known", async () => {
		const { jobId, liar, burner, chain, sent } = await threeLies();
		chain.burned.add(0);
		await stake(liar.providerId, 40n, stakeBurned(jobId, 1, 900n));
		await burner.burnDue(signal);
		expect(sent.map(({ shardIndex }) => shardIndex)).toEqual([2]);
	});

	it("waits after a refusal, and goes on with others", async () => {
		const { burner, chain, sent, outcomes } = await threeLies();
		chain.refuses = true;
		expect(await burner.burnDue(signal)).toBe(true);
		chain.refuses = false;
		expect(await burner.burnDue(signal)).toBe(false);
		expect(sent.map(({ shardIndex }) => shardIndex)).toEqual([2]);
		expect(await outcomes()).toEqual({ failed: 2, ok: 1 });
	});

	it("sends nothing where the receipts don't lead to the settled root", async () => {
		const { burner, sent } = await threeLies(async () => `0x${"77".repeat(32)}`);
		await burner.burnDue(signal);
		await burner.burnDue(signal);
		expect(sent).toEqual([]);
	});
});
