import type { Draft } from "./draft";
import { loadDraft, saveDraft, saveFiles } from "./draftStore";

/** The draft that another took the place of, until the wizard has offered it back. */
let aside: Draft | undefined;

/** Keeps a draft for the wizard to open with. What it kept before is put aside, not lost. */
export async function replaceDraft(draft: Draft): Promise<void> {
	const before = await loadDraft();
	await saveFiles(draft.files);
	await saveDraft(draft);
	aside = before?.kernel ? before : undefined;
}

/** What was put aside, once. */
export function takeAside(): Draft | undefined {
	const taken = aside;
	aside = undefined;
	return taken;
}
