"use client";
import { type JobId, ResultAccess, resultAccessMaxAgeMs } from "@tabgrid/protocol";
import { useSyncExternalStore } from "react";

/*
 * The client's signatures that open a job's results early, kept for this tab and over a reload. They say
 * nothing but "I may read", so a session's storage is place enough.
 */
const keyOf = (jobId: JobId) => `tabgrid.results.${jobId}`;
const known = new Map<JobId, ResultAccess | undefined>();
const listeners = new Set<() => void>();

function read(jobId: JobId): ResultAccess | undefined {
	try {
		const found = ResultAccess.safeParse(
			JSON.parse(sessionStorage.getItem(keyOf(jobId)) ?? "null"),
		);
		if (found.success && Date.now() - found.data.issuedAt < resultAccessMaxAgeMs) return found.data;
	} catch {
		// No storage, or not JSON: the client can sign again.
	}
	return undefined;
}

/** Keeps a signature; every look into the job's results uses it from now on. */
export function keepResultAccess(jobId: JobId, access: ResultAccess): void {
	known.set(jobId, access);
	try {
		sessionStorage.setItem(keyOf(jobId), JSON.stringify(access));
	} catch {
		// It lasts as long as this page, then.
	}
	for (const listener of listeners) listener();
}

/** Lets go of a signature that the matcher refuses, as too old for one; the client can sign again. */
export function forgetResultAccess(jobId: JobId): void {
	known.set(jobId, undefined);
	try {
		sessionStorage.removeItem(keyOf(jobId));
	} catch {
		// Nothing was kept, then.
	}
	for (const listener of listeners) listener();
}

function snapshot(jobId: JobId): ResultAccess | undefined {
	if (!known.has(jobId)) known.set(jobId, read(jobId));
	return known.get(jobId);
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** The signature that this tab has for the job; undefined when there is none. */
export const useResultAccess = (jobId: JobId) =>
	useSyncExternalStore(
		subscribe,
		() => snapshot(jobId),
		() => undefined,
	);
