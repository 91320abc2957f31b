"use client";
import { TabgridError } from "@tabgrid/protocol";
import { useEffect, useState } from "react";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import type { PlanState } from "../usePlan";
import type { ProbeReply, ProbeRequest, ProbeResult } from "./messages";

/** Where the measuring of a model's backends stands. */
export type ProbeState =
	/** Nothing to measure: the kernel fixes its tolerances. */
	| { readonly kind: "none" }
	/** `label` is what computes now; null before the first. */
	| { readonly kind: "measuring"; readonly label: string | null; skip(): void }
	| { readonly kind: "done"; readonly result: ProbeResult; again(): void }
	| { readonly kind: "skipped"; again(): void }
	| { readonly kind: "failed"; readonly error: unknown; again(): void };

type Told =
	| { readonly kind: "measuring"; readonly label: string | null }
	| { readonly kind: "done"; readonly result: ProbeResult }
	| { readonly kind: "skipped" }
	| { readonly kind: "failed"; readonly error: unknown };

/** Computes one shard of a client's model on each backend here, in a worker, whenever the plan changes. */
export function useProbe(plan: PlanState): ProbeState {
	const { matcherUrl } = useRuntimeConfig();
	const [told, setTold] = useState<Told>({ kind: "measuring", label: null });
	const [attempt, setAttempt] = useState(0);
	const [skipped, setSkipped] = useState(false);
	const planned = plan.kind === "planned" ? plan : null;
	const shard = planned?.probe ?? null;
	const summary = planned?.summary;
	useEffect(() => {
		if (shard === null || summary === undefined) return;
		setTold({ kind: "measuring", label: null });
		setSkipped(false);
		const worker = new Worker(new URL("./probe.worker.ts", import.meta.url), {
			type: "module",
			name: `tabgrid-probe-${attempt}`,
		});
		worker.onmessage = ({ data }: MessageEvent<ProbeReply>) => {
			if (data.kind === "step") setTold({ kind: "measuring", label: data.label });
			else if (data.kind === "done") setTold({ kind: "done", result: data.result });
			else setTold({ kind: "failed", error: TabgridError.fromWire(data.error) });
		};
		worker.onerror = (event) => {
			event.preventDefault();
			const message = event.message || "The measuring broke off.";
			setTold({ kind: "failed", error: new TabgridError("INTERNAL", message) });
		};
		const { kernel, kernelVersion, params, model } = summary;
		const request: ProbeRequest = {
			shard,
			digest: model.digest,
			kernel,
			kernelVersion,
			params,
			matcherUrl,
		};
		worker.postMessage(request);
		return () => worker.terminate();
	}, [shard, summary, matcherUrl, attempt]);
	if (shard === null) return { kind: "none" };
	const again = () => setAttempt((count) => count + 1);
	if (skipped) return { kind: "skipped", again };
	if (told.kind === "measuring") return { ...told, skip: () => setSkipped(true) };
	return { ...told, again };
}
