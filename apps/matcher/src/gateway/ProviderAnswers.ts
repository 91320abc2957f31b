import {
	type Ask,
	type AskReply,
	type Fail,
	type Link,
	type LinkReply,
	linkTypedData,
	type Release,
	type SigningDomain,
	type Submission,
	type Submit,
	type SubmitReply,
	signatureMaxAgeMs,
	TabgridError,
} from "@tabgrid/protocol";
import type { Announcements } from "../announcements.ts";
import type { RecordedBlobs } from "../blobs/RecordedBlobs.ts";
import { checkWalletSignature } from "../chain/checkWalletSignature.ts";
import type { Chain } from "../chain/connectChain.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { RateLimit } from "../RateLimit.ts";
import { type Db, linkWallet, type ReplicaResult, releaseReplicas } from "../store/index.ts";
import { toWireError } from "../wireError.ts";
import { checkSubmission } from "./checkSubmission.ts";
import { inlineInputs } from "./inlineInputs.ts";
import type { LeasePlace } from "./LeasePlaces.ts";
import type { ProviderSession } from "./ProviderHub.ts";
import type { ProviderQueues } from "./ProviderQueues.ts";

export interface ProviderAnswersParts {
	readonly db: Db;
	readonly chain: Chain;
	readonly blobs: RecordedBlobs;
	readonly queues: ProviderQueues;
	readonly announce: Announcements;
	/** Told when results have made a shard ready, so that it is judged at once. */
	readonly submitted: () => void;
	/** Told when earnings have found their wallet: their vouchers can be signed. */
	readonly linked: () => void;
	readonly log: Logger;
	readonly metrics: Metrics;
}

/** The answers to an authenticated provider's events. */
export class ProviderAnswers {
	readonly #parts: ProviderAnswersParts;
	readonly #lines = new RateLimit("lines", 1, 10);
	readonly domain: SigningDomain;

	constructor(parts: ProviderAnswersParts) {
		this.#parts = parts;
		this.domain = { chainId: parts.chain.id, escrow: parts.chain.escrow };
	}

	get db(): Db {
		return this.#parts.db;
	}

	async ask(session: ProviderSession, { capacity }: Ask): Promise<AskReply> {
		const { providerId, instance, network, block, capabilities } = session;
		// Set before asking: work that appears while the statement runs must not be missed.
		session.waiting = true;
		const reply = await this.#parts.queues.asks.add({
			providerId,
			instance,
			network,
			block,
			capacity,
			capabilities,
		});
		session.waiting = reply.leases.length < capacity;
		this.#parts.metrics.leases.inc(reply.leases.length);
		for (const { jobId } of reply.jobs) this.#parts.announce.jobChanged(jobId);
		return inlineInputs(this.#parts.blobs.bytes, reply);
	}

	async submit(session: ProviderSession, { submissions }: Submit): Promise<SubmitReply> {
		const replicaIds = submissions.map(({ replicaId }) => replicaId);
		const places = await this.#parts.queues.places(replicaIds);
		const results = await Promise.all(
			submissions.map((submission) =>
				this.#submitOne(session, submission, places.get(submission.replicaId)),
			),
		);
		for (const result of results)
			this.#parts.metrics.submissions.inc({ outcome: result.ok ? "ok" : result.error.code });
		this.#noteRefused(session, results);
		return { results };
	}

	async fail(session: ProviderSession, { replicaId, error }: Fail): Promise<null> {
		const { providerId } = session;
		const result = await this.#parts.queues.failures.add({ providerId, replicaId, error });
		if (!result.ok) throw TabgridError.fromWire(result.error);
		this.#parts.log.info({ provider: providerId, replicaId, error }, "A replica errored.");
		this.#parts.announce.jobChanged(result.jobId);
		this.#parts.announce.work();
		return null;
	}

	async release({ providerId }: ProviderSession, { replicaIds }: Release): Promise<null> {
		const releases = replicaIds.map((replicaId) => ({ providerId, replicaId }));
		const released = await releaseReplicas(this.#parts.db, releases, Date.now());
		for (const jobId of new Set(released.map((replica) => replica.jobId)))
			this.#parts.announce.jobChanged(jobId);
		if (released.length > 0) this.#parts.announce.work();
		return null;
	}

	async link(session: ProviderSession, { wallet, issuedAt, signature }: Link): Promise<LinkReply> {
		const { sessionKey, providerId } = session;
		const typedData = linkTypedData(this.domain, { sessionKey, wallet, issuedAt });
		const now = Date.now();
		if (Math.abs(now - issuedAt) > signatureMaxAgeMs)
			this.#parts.log.warn(
				{ provider: providerId, offMs: issuedAt - now },
				"A provider's clock is off: its link to a wallet is refused. Its work doesn't depend on it.",
			);
		await checkWalletSignature(this.#parts.chain, wallet, typedData, signature, { issuedAt, now });
		const provider = await linkWallet(this.#parts.db, { providerId, wallet, issuedAt }, now);
		// Earnings that waited for a wallet have vouchers to be signed now.
		this.#parts.linked();
		return { provider };
	}

	/** One line about refused results, and no more than one in a while for each provider. */
	#noteRefused({ providerId }: ProviderSession, results: SubmitReply["results"]): void {
		const codes = results.flatMap((result) => (result.ok ? [] : [result.error.code]));
		if (codes.length === 0) return;
		this.#lines.take(providerId).then(
			() =>
				this.#parts.log.warn(
					{ provider: providerId, results: codes.length, codes: [...new Set(codes)] },
					"A provider's results were refused.",
				),
			() => {}, // said a moment ago
		);
	}

	async #submitOne(
		session: ProviderSession,
		submission: Submission,
		place: LeasePlace | undefined,
	): Promise<SubmitReply["results"][number]> {
		const { replicaId } = submission;
		try {
			const { blobs, queues, announce } = this.#parts;
			const checked = await checkSubmission(submission, place, session, this.domain, blobs);
			const result: ReplicaResult = await queues.submissions.add(checked);
			if (!result.ok) return { replicaId, ok: false, error: result.error };
			announce.jobChanged(result.jobId);
			if (result.claimed) this.#parts.submitted();
			return { replicaId, ok: true };
		} catch (error) {
			return { replicaId, ok: false, error: toWireError(error, this.#parts.log, { replicaId }) };
		}
	}
}
