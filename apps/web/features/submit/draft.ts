import type { TypedParams } from "./params/paramForm";
import { paramFormOf } from "./params/paramForms";
import { defaultSettings, type JobSettings } from "./settings";

/** A job that is being put together. */
export interface Draft {
	readonly kernel: string | null;
	readonly files: readonly File[];
	/** Parameters as typed, of a kernel that has a form. */
	readonly params: TypedParams;
	readonly settings: JobSettings;
}

export const emptyDraft: Draft = {
	kernel: null,
	files: [],
	params: {},
	settings: defaultSettings,
};

export type DraftAction =
	| { readonly kind: "restore"; readonly draft: Draft }
	| { readonly kind: "kernel"; readonly kernel: string }
	| { readonly kind: "files"; readonly files: readonly File[] }
	| { readonly kind: "removeFile"; readonly name: string }
	| { readonly kind: "params"; readonly change: TypedParams }
	| { readonly kind: "settings"; readonly change: Partial<JobSettings> };

/** The draft after a change. Another kernel takes other inputs, so those go. */
export function changeDraft(draft: Draft, action: DraftAction): Draft {
	switch (action.kind) {
		case "restore":
			return action.draft;
		case "kernel":
			return action.kernel === draft.kernel
				? draft
				: {
						...draft,
						kernel: action.kernel,
						files: [],
						params: paramFormOf(action.kernel)?.defaults ?? {},
						settings: {
							...draft.settings,
							title: draft.settings.title || (paramFormOf(action.kernel)?.title ?? ""),
							itemsPerShard: "",
							comparators: {},
						},
					};
		case "files": {
			const added = new Set(action.files.map(({ name }) => name));
			const kept = draft.files.filter(({ name }) => !added.has(name));
			const files = [...kept, ...action.files];
			const settings =
				draft.settings.title === ""
					? { ...draft.settings, title: titleFrom(files) }
					: draft.settings;
			return { ...draft, files, settings };
		}
		case "removeFile":
			return { ...draft, files: draft.files.filter(({ name }) => name !== action.name) };
		case "params":
			return { ...draft, params: { ...draft.params, ...action.change } };
		case "settings":
			return { ...draft, settings: withQuorum(draft.settings, action.change) };
	}
}

/** A first title, to be changed: the model's file name, or else the first file's. */
function titleFrom(files: readonly File[]): string {
	const named = files.find(({ name }) => name.toLowerCase().endsWith(".onnx")) ?? files[0];
	return named?.name.replace(/\.[^.]*$/, "").slice(0, 120) ?? "";
}

/** A raised quorum raises the replicas allowed with it: two more decide a dispute. */
function withQuorum(settings: JobSettings, change: Partial<JobSettings>): JobSettings {
	const next = { ...settings, ...change };
	if (change.quorum === undefined || change.maxReplicas !== undefined) return next;
	return { ...next, maxReplicas: change.quorum === 1 ? 1 : change.quorum + 2 };
}
