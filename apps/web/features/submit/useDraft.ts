"use client";
import { useEffect, useReducer, useState } from "react";
import { changeDraft, emptyDraft } from "./draft";
import { loadDraft, saveDraft } from "./draftStore";

/** The draft, brought back after a reload and kept at every change. */
export function useDraft() {
	const [draft, change] = useReducer(changeDraft, emptyDraft);
	const [ready, setReady] = useState(false);
	useEffect(() => {
		let current = true;
		loadDraft()
			.then((stored) => {
				if (current && stored) change({ kind: "restore", draft: stored });
			})
			// Without storage (a private window, a full disk) drafts last as long as the page.
			.catch(() => undefined)
			.finally(() => {
				if (current) setReady(true);
			});
		return () => {
			current = false;
		};
	}, []);
	useEffect(() => {
		if (!ready) return;
		const timer = setTimeout(() => {
			saveDraft(draft).catch(() => undefined);
		}, 300);
		return () => clearTimeout(timer);
	}, [draft, ready]);
	return { draft, change, ready };
}
