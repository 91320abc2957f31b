import type { AskReply, Lease, LeaseJob, ReplicaId } from "@tabgrid/protocol";
import { z } from "zod";

/** What is being done with a leased replica. */
export const LeaseStep = z.enum(["waiting", "fetching", "computing", "submitting"]);
export type LeaseStep = z.infer<typeof LeaseStep>;

/** A lease with its job and the local time at which it ends. */
export interface HeldLease {
	readonly lease: Lease;
	readonly job: LeaseJob;
	/** End of the lease on the local monotonic clock, in ms. */
	readonly expiresAt: number;
	/** Aborted when the lease is given up, revoked, or over. */
	readonly gone: AbortController;
	step: LeaseStep;
}

/** The leases that this provider holds, in the order in which they came. */
export class LeaseBook {
	readonly #held = new Map<ReplicaId, HeldLease>();

	/** Takes an answer to `ask`; a lease whose job is not told, or that is held already, is skipped. */
	add(reply: AskReply, receivedAt: number): HeldLease[] {
		const jobs = new Map(reply.jobs.map((job) => [job.jobId, job]));
		const added: HeldLease[] = [];
		for (const lease of reply.leases) {
			const job = jobs.get(lease.jobId);
			if (job === undefined || this.#held.has(lease.replicaId)) continue;
			const held: HeldLease = {
				lease,
				job,
				expiresAt: receivedAt + lease.leaseMs,
				gone: new AbortController(),
				step: "waiting",
			};
			this.#held.set(lease.replicaId, held);
			added.push(held);
		}
		return added;
	}

	/** Forgets a lease and stops whatever is done for it. Unknown ones are nothing special. */
	drop(replicaId: ReplicaId): HeldLease | undefined {
		const held = this.#held.get(replicaId);
		this.#held.delete(replicaId);
		held?.gone.abort();
		return held;
	}

	get(replicaId: ReplicaId): HeldLease | undefined {
		return this.#held.get(replicaId);
	}

	/** Leases nobody has begun to compute, oldest first. */
	waiting(): HeldLease[] {
		return this.all().filter((held) => held.step === "waiting");
	}

	/** Leases whose result is not on its way yet. */
	unfinished(): HeldLease[] {
		return this.all().filter((held) => held.step !== "submitting");
	}

	all(): HeldLease[] {
		return [...this.#held.values()];
	}
}
