import { canonicalJson, JobSpec, jobIdOf, TxHash } from "@tabgrid/protocol";
import { z } from "zod";

/** A payment that a wallet was asked for, and that this browser hasn't seen on the chain yet. */
const Posting = z.object({
	spec: JobSpec,
	/** The transaction, once the wallet has sent it. */
	hash: TxHash.nullable(),
});
export type Posting = z.infer<typeof Posting>;

const storageKey = "tabgrid.postings";
/** More than a person has under way at once. */
const most = 20;

/**
 * The payments under way, newest first. They outlast their tab: the one after it finds out what became of
 * them, and pays for the same job id or not at all.
 */
export function keptPostings(): Posting[] {
	try {
		const list = z.array(z.unknown()).parse(JSON.parse(localStorage.getItem(storageKey) ?? "[]"));
		return list.flatMap((entry) => {
			const posting = Posting.safeParse(entry);
			return posting.success ? [posting.data] : [];
		});
	} catch {
		return []; // no storage, or another program's
	}
}

/** Keeps a payment before the wallet is asked for it, and again once its transaction is known. */
export function keepPosting(posting: Posting): void {
	save([posting, ...others(posting.spec)].slice(0, most));
}

/** Forgets a payment: it arrived, was declined, or the person dropped it. */
export function forgetPosting(spec: JobSpec): void {
	save(others(spec));
}

/**
 * The spec of a payment under way for this very job, of which only nonce and deadline are its own: paid
 * for once more it has the same job id, which the escrow takes once.
 * @param soonest Unix seconds; a spec that ends before is of no use any more.
 */
export function keptSpecOf(fresh: JobSpec, soonest: number): JobSpec | undefined {
	const same = sameness(fresh);
	return keptPostings().find(({ spec }) => spec.deadline > soonest && sameness(spec) === same)
		?.spec;
}

function sameness({ nonce: _, deadline: __, ...rest }: JobSpec): string {
	return canonicalJson(rest);
}

function others(spec: JobSpec): Posting[] {
	const jobId = jobIdOf(spec);
	return keptPostings().filter((posting) => jobIdOf(posting.spec) !== jobId);
}

function save(postings: readonly Posting[]): void {
	try {
		if (postings.length === 0) localStorage.removeItem(storageKey);
		else localStorage.setItem(storageKey, JSON.stringify(postings));
	} catch {
		// Without storage a payment is known to its own tab only.
	}
}
