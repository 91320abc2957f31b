import { JobId } from "@tabgrid/protocol";
import { useSyncExternalStore } from "react";
import { z } from "zod";

const key = "tabgrid.notify";
const most = 10;
const Stored = z.array(JobId);
const none: readonly JobId[] = [];

let lastText: string | null = null;
let last: readonly JobId[] = none;
const listeners = new Set<() => void>();

/** Ids as they were stored; none when the text is unreadable. */
function parse(text: string | null): readonly JobId[] {
	if (text === null) return none;
	try {
		const stored = Stored.safeParse(JSON.parse(text));
		return stored.success ? stored.data : none;
	} catch {
		return none;
	}
}

/** The jobs whose end this browser's person wants to be told of. The same list until it changes. */
function read(): readonly JobId[] {
	const text = localStorage.getItem(key);
	if (text !== lastText) {
		lastText = text;
		last = parse(text);
	}
	return last;
}

function write(jobs: readonly JobId[]): void {
	try {
		localStorage.setItem(key, JSON.stringify(jobs));
	} catch {
		return; // no storage: nothing is promised
	}
	for (const listener of listeners) listener();
}

/** Has the end of a job told; the oldest wish goes when there are very many. */
export function awaitJob(jobId: JobId): void {
	write([...read().filter((other) => other !== jobId), jobId].slice(-most));
}

/** Forgets a job: it was told of, or the person has changed their mind. */
export function forgetJob(jobId: JobId): void {
	if (read().includes(jobId)) write(read().filter((other) => other !== jobId));
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	window.addEventListener("storage", listener);
	return () => {
		listeners.delete(listener);
		window.removeEventListener("storage", listener);
	};
}

/** The jobs to tell of, in every tab of the site. */
export function useAwaitedJobs(): readonly JobId[] {
	return useSyncExternalStore(subscribe, read, () => none);
}
