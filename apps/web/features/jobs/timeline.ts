import type { JobEventList, JobView } from "@tabgrid/protocol";

/** Something that happened to a job. */
export interface TimelineEntry {
	readonly at: number;
	readonly what: string;
	/** The transaction that did it, where one did. */
	readonly tx?: string;
}

const eventWords: Readonly<Record<string, string>> = {
	JobPosted: "Posted and paid into escrow",
	JobToppedUp: "Budget topped up",
	VoucherRedeemed: "A provider was paid",
	JobSettled: "Settled; the rest went back to the client",
	JobCancelled: "Cancelled; the rest went back to the client",
	JobExpired: "Refunded after the deadline",
	CancelRequested: "Notice of cancellation given",
};

/** The transactions that tell of a job's end by themselves. */
const closingEvents: ReadonlySet<string> = new Set(["JobSettled", "JobCancelled", "JobExpired"]);

/** What the matcher tells that no transaction does. */
const matcherKinds: ReadonlySet<string> = new Set([
	"running",
	"shardFailed",
	"maturing",
	"lookBack",
	"lastCheck",
	"settling",
	"result",
	"rollback",
	"failed",
	"stakeBurned",
]);

/** What comes after a job's end, so that the end isn't held back for it. */
const laterKinds: ReadonlySet<string> = new Set(["stakeBurned"]);

/** An escrow event's name as a sentence; unknown ones stay as they are. */
function eventSentence(event: string): string {
	return eventWords[event] ?? event;
}

/**
 * What happened to a job, newest first: the escrow's transactions, and between them what the matcher
 * logged. Things of the same moment stand in the order in which they were told. The draft came before
 * everything, whatever the chain's clock says: a block may be stamped some seconds early.
 */
export function jobTimeline(job: JobView, events: JobEventList["events"]): TimelineEntry[] {
	const told = events.filter(({ kind }) => matcherKinds.has(kind));
	const logged = told.map(({ at, message }): TimelineEntry => ({ at, what: message }));
	const lastLogged = Math.max(
		0,
		...told.filter(({ kind }) => !laterKinds.has(kind)).map(({ at }) => at),
	);
	const transactions = job.txs.map(
		({ event, hash, at }): TimelineEntry => ({
			// Blocks are stamped in whole seconds: an end would seem to come before what led to it.
			at: closingEvents.has(event) ? Math.max(at, lastLogged) : at,
			what: eventSentence(event),
			tx: hash,
		}),
	);
	if (job.postedAt !== null && transactions.length === 0)
		transactions.push({ at: job.postedAt, what: "Seen in escrow" });
	const closed = job.txs.some(({ event }) => closingEvents.has(event));
	if (job.finishedAt !== null && !closed)
		transactions.push({ at: job.finishedAt, what: `Job ${job.state}` });
	return [
		{ at: job.createdAt, what: "Draft registered" },
		...[...logged, ...transactions].toSorted((a, b) => a.at - b.at),
	].reverse();
}
