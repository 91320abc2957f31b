"use client";
import {
	type JobId,
	type ReceiptProblem,
	type ReceiptsHeader,
	TabgridError,
} from "@tabgrid/protocol";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import {
	type CheckedReport,
	FromCheckWorker,
	type Outcome,
	type ReceiptRow,
	type ToCheckWorker,
} from "./worker/messages";

/** A matcher that was away is asked again without anyone pressing anything, after so many ms. */
const againMs = 5_000;

/** What the worker has told so far. */
export interface CheckState {
	readonly header: ReceiptsHeader | null;
	readonly rows: readonly ReceiptRow[];
	readonly report: CheckedReport | null;
	readonly outputs: { done: number; total: number; problems: readonly ReceiptProblem[] } | null;
	readonly rerun: { total: number; outcomes: readonly Outcome[]; over: boolean } | null;
	readonly failed: { stage: "check" | "outputs" | "rerun"; error: TabgridError } | null;
}

const nothing: CheckState = {
	header: null,
	rows: [],
	report: null,
	outputs: null,
	rerun: null,
	failed: null,
};

function hear(state: CheckState, message: FromCheckWorker | { kind: "reset" }): CheckState {
	switch (message.kind) {
		case "reset":
			return nothing;
		case "header":
			return { ...state, header: message.header };
		case "rows":
			return { ...state, rows: [...state.rows, ...message.rows] };
		case "report":
			return { ...state, report: message.report };
		case "outputs":
			return { ...state, outputs: message, failed: null };
		case "rerun":
			return { ...state, rerun: message, failed: null };
		case "failed":
			return {
				...state,
				failed: { stage: message.stage, error: TabgridError.fromWire(message.error) },
			};
	}
}

/** Checks a job's receipts in a worker that lives as long as the page. */
export function useReceiptsCheck(jobId: JobId) {
	const { matcherUrl } = useRuntimeConfig();
	const [state, dispatch] = useReducer(hear, nothing);
	/** A new attempt is a new worker. */
	const [attempt, setAttempt] = useState(0);
	const worker = useRef<Worker | null>(null);
	const send = useCallback((message: ToCheckWorker) => worker.current?.postMessage(message), []);
	useEffect(() => {
		const started = new Worker(new URL("./worker/check.worker.ts", import.meta.url), {
			type: "module",
			name: `tabgrid-receipts-${attempt}`,
		});
		worker.current = started;
		dispatch({ kind: "reset" });
		started.onmessage = (event) => dispatch(FromCheckWorker.parse(event.data));
		started.onerror = (event) => {
			event.preventDefault();
			const error = { code: "INTERNAL" as const, message: event.message || "The check broke off." };
			dispatch({ kind: "failed", stage: "check", error });
		};
		send({ kind: "check", matcherUrl, jobId });
		return () => {
			started.terminate();
			worker.current = null;
		};
	}, [matcherUrl, jobId, attempt, send]);
	const again = useCallback(() => setAttempt((count) => count + 1), []);
	const away = state.failed?.stage === "check" && state.failed.error.code === "UNAVAILABLE";
	useEffect(() => {
		if (!away) return;
		const timer = setTimeout(again, againMs);
		return () => clearTimeout(timer);
	}, [away, again]);
	return { state, send, again };
}
