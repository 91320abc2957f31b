"use client";
import { TabgridError } from "@tabgrid/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { useMatcher } from "@/lib/matcher/useMatcher";
import type { UploadProgress } from "../worker/plannerMessages";
import type { Planner } from "../worker/startPlanner";
import { addSent, type SentSample, speedOf } from "./uploadSpeed";

/** Where the upload of a plan stands. Speed in bytes a second, null while it isn't known. */
export type UploadState =
	| { readonly kind: "idle" }
	| {
			readonly kind: "running";
			readonly progress: UploadProgress | null;
			readonly speed: number | null;
	  }
	| { readonly kind: "done" }
	| { readonly kind: "failed"; readonly error: unknown };

/** The upload of a plan, apart from paying: it can be held, goes on by itself, and is done only once. */
export function useUpload(planner: Planner | null) {
	const matcher = useMatcher();
	const [state, setState] = useState<UploadState>({ kind: "idle" });
	const [held, setHeld] = useState(false);
	const running = useRef<Promise<void>>(undefined);
	const samples = useRef<readonly SentSample[]>([]);
	const shown = useRef<Planner>(undefined);
	useEffect(() => {
		// Another plan has an upload of its own; the last one's worker is gone.
		running.current = undefined;
		samples.current = [];
		shown.current = planner ?? undefined;
		setState({ kind: "idle" });
		setHeld(false);
		return () => {
			shown.current = undefined;
		};
	}, [planner]);

	/** Resolves when everything is there. @throws TabgridError when waiting doesn't help. */
	const start = useCallback((): Promise<void> => {
		if (running.current) return running.current;
		if (planner === null)
			return Promise.reject(new TabgridError("BAD_INPUT", "There is nothing to upload yet."));
		const put = (next: UploadState) => {
			if (shown.current === planner) setState(next);
		};
		put({ kind: "running", progress: null, speed: null });
		const upload = planner
			.upload(matcher.baseUrl, (progress) => {
				const sent = { at: Date.now(), bytes: progress.done - progress.there };
				samples.current = progress.state === "sending" ? addSent(samples.current, sent) : [];
				put({ kind: "running", progress, speed: speedOf(samples.current) });
			})
			.then(
				() => put({ kind: "done" }),
				(error: unknown) => {
					running.current = undefined;
					put({ kind: "failed", error });
					throw error instanceof Error ? error : new TabgridError("INTERNAL", String(error));
				},
			);
		running.current = upload;
		return upload;
	}, [planner, matcher]);

	function hold(next: boolean) {
		setHeld(next);
		samples.current = [];
		if (next) planner?.pause();
		else planner?.resume();
	}
	return { state, start, held, hold };
}

export type Upload = ReturnType<typeof useUpload>;
