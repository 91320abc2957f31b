import { type JobId, type JobSpec, usualMaxReplicas } from "@tabgrid/protocol";
import type { TypedParams } from "./params/paramForm";
import { paramFormOf } from "./params/paramForms";
import type { Step } from "./StepNav";
import { defaultSettings, type JobSettings } from "./settings";

/** An earlier job whose inputs are taken over as they are. */
export interface DraftSource {
	readonly jobId: JobId;
	readonly spec: JobSpec;
}

/** A job that is being put together. */
export interface Draft {
	readonly kernel: string | null;
	readonly files: readonly File[];
	/** Names of files that were too large to be kept over a reload, to be added again. */
	readonly lost: readonly string[];
	readonly source: DraftSource | null;
	/** Parameters as typed, of a kernel that has a form. */
	readonly params: TypedParams;
	readonly settings: JobSettings;
	/** Where the person is; null before they went anywhere. */
	readonly step: Step | null;
	/** Whether an upload has begun and not ended: it goes on after a reload. */
	readonly uploading: boolean;
}

export const emptyDraft: Draft = {
	kernel: null,
	files: [],
	lost: [],
	source: null,
	params: {},
	settings: defaultSettings,
	step: null,
	uploading: false,
};

export type DraftAction =
	| { readonly kind: "restore"; readonly draft: Draft }
	| { readonly kind: "kernel"; readonly kernel: string }
	| { readonly kind: "files"; readonly files: readonly File[] }
	| { readonly kind: "removeFile"; readonly name: string }
	| { readonly kind: "ownFiles" }
	| { readonly kind: "params"; readonly change: TypedParams }
	| { readonly kind: "settings"; readonly change: Partial<JobSettings> }
	| { readonly kind: "step"; readonly step: Step }
	| { readonly kind: "uploading"; readonly uploading: boolean };

/** The draft after a change. Another kernel takes other inputs, so those go. */
export function changeDraft(draft: Draft, action: DraftAction): Draft {
	switch (action.kind) {
		case "restore":
			return action.draft;
		case "kernel":
			return action.kernel === draft.kernel ? draft : withKernel(draft, action.kernel);
		case "files": {
			const added = new Set(action.files.map(({ name }) => name));
			const kept = draft.files.filter(({ name }) => !added.has(name));
			const files = [...kept, ...action.files];
			const settings =
				draft.settings.title === ""
					? { ...draft.settings, title: titleFrom(files) }
					: draft.settings;
			const lost = draft.lost.filter((name) => !added.has(name));
			return { ...withoutSource({ ...draft, settings }), files, lost, uploading: false };
		}
		case "removeFile":
			return {
				...draft,
				files: draft.files.filter(({ name }) => name !== action.name),
				lost: draft.lost.filter((name) => name !== action.name),
				uploading: false,
			};
		case "ownFiles":
			return { ...withoutSource(draft), uploading: false };
		case "params":
			return { ...draft, params: { ...draft.params, ...action.change }, uploading: false };
		case "settings":
			return { ...draft, settings: changeSettings(draft.settings, action.change) };
		case "step":
			return { ...draft, step: action.step };
		case "uploading":
			return draft.uploading === action.uploading
				? draft
				: { ...draft, uploading: action.uploading };
	}
}

/**
 * The draft without an earlier job's inputs. That one's network was exact if all its outputs were compared
 * by their bytes; another one has to be made exact first.
 */
function withoutSource(draft: Draft): Draft {
	if (draft.source === null) return draft;
	const { "*": all, ...comparators } = draft.settings.comparators;
	if (draft.kernel !== "onnx-batch" || all?.kind !== "exact") return { ...draft, source: null };
	return {
		...draft,
		source: null,
		settings: { ...draft.settings, comparators, arithmetic: "exact8" },
	};
}

function withKernel(draft: Draft, kernel: string): Draft {
	const form = paramFormOf(kernel);
	return {
		...draft,
		kernel,
		files: [],
		lost: [],
		source: null,
		params: form?.defaults ?? {},
		settings: {
			...draft.settings,
			title: draft.settings.title || (form?.title ?? ""),
			itemsPerShard: "",
			comparators: {},
			arithmetic: "float",
		},
		uploading: false,
	};
}

/** A first title, to be changed: the model's file name, or else the first file's. */
function titleFrom(files: readonly File[]): string {
	const named = files.find(({ name }) => name.toLowerCase().endsWith(".onnx")) ?? files[0];
	return named?.name.replace(/\.[^.]*$/, "").slice(0, 120) ?? "";
}

/**
 * The settings after a change. The replicas allowed follow the policy and, in a custom one, the quorum, until they are chosen: two more
 * than the quorum decide a dispute.
 */
export function changeSettings(settings: JobSettings, change: Partial<JobSettings>): JobSettings {
	const next = { ...settings, ...change };
	const follows = change.quorum !== undefined || change.policy !== undefined;
	if (!follows || change.maxReplicas !== undefined) return next;
	const { policy, quorum } = next;
	const chosen = policy === "custom" ? { quorum } : { quorum, trust: policy };
	return { ...next, maxReplicas: usualMaxReplicas(chosen) };
}
