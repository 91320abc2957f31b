"use client";
import type { JobView } from "@tabgrid/protocol";
import { useEffect } from "react";
import { tabIcon, tabTitle } from "./tabProgress";

/** Shows a job's progress in the tab's title and icon for as long as its page is open. */
export function useTabProgress(job: JobView | undefined): void {
	const title = job === undefined ? null : tabTitle(job);
	const icon = job === undefined ? null : tabIcon(job);
	useEffect(() => {
		if (title === null) return;
		const { pathname } = location;
		let own = document.title;
		document.title = title;
		// The page's own title may come after its content: it is streamed.
		const observer = new MutationObserver(() => {
			if (location.pathname !== pathname || document.title === title) return;
			own = document.title;
			document.title = title;
		});
		observer.observe(document.head, { childList: true, characterData: true, subtree: true });
		return () => {
			observer.disconnect();
			// The next page has set its own title by now, unless there is none.
			if (document.title === title) document.title = own;
		};
	}, [title]);
	useEffect(() => {
		if (icon === null) return;
		const href = `data:image/svg+xml,${encodeURIComponent(icon)}`;
		const links = [...document.head.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')].map(
			(link) => ({ link, before: link.getAttribute("href") }),
		);
		for (const { link } of links) link.setAttribute("href", href);
		return () => {
			for (const { link, before } of links) if (before !== null) link.setAttribute("href", before);
		};
	}, [icon]);
}
