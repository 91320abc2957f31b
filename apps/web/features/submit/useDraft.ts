"use client";
import { useEffect, useReducer, useRef, useState } from "react";
import { takeAside } from "./asideDraft";
import { changeDraft, emptyDraft } from "./draft";
import { clearDraft, loadDraft, saveDraft, saveFiles } from "./draftStore";
import { offerAside } from "./offerAside";

/** The draft, brought back after a reload and kept at every change. */
export function useDraft() {
	const [draft, change] = useReducer(changeDraft, emptyDraft);
	const [ready, setReady] = useState(false);
	const posted = useRef(false);
	const { files } = draft;
	useEffect(() => {
		let current = true;
		loadDraft()
			.then((stored) => {
				if (!current) return;
				if (stored) change({ kind: "restore", draft: stored });
				const aside = takeAside();
				if (aside) offerAside(aside, (draft) => change({ kind: "restore", draft }));
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
		if (ready && !posted.current) saveFiles(files).catch(() => undefined);
	}, [files, ready]);
	useEffect(() => {
		if (!ready) return;
		const save = () => {
			if (!posted.current) saveDraft(draft).catch(() => undefined);
		};
		const timer = setTimeout(save, 150);
		// A page that is left before the timer fires still keeps the last change.
		window.addEventListener("pagehide", save);
		return () => {
			clearTimeout(timer);
			window.removeEventListener("pagehide", save);
		};
	}, [draft, ready]);
	const latest = useRef({ draft, ready });
	latest.current = { draft, ready };
	// So does a page that is left by a link within the site, which hides no page.
	useEffect(
		() => () => {
			const { draft: last, ready: known } = latest.current;
			if (known && !posted.current) saveDraft(last).catch(() => undefined);
		},
		[],
	);
	/** Forgets the draft for good: it has become a job. */
	async function finish(): Promise<void> {
		posted.current = true;
		await clearDraft().catch(() => undefined);
	}
	return { draft, change, ready, finish };
}
