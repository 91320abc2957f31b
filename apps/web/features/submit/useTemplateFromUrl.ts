"use client";
import { JobId } from "@tabgrid/protocol";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { useGridConfig, useMatcher } from "@/lib/matcher/useMatcher";
import { defaultToken } from "@/lib/money";
import { submitStrings as words } from "@/strings/submit";
import type { Draft } from "./draft";
import { draftOfJob } from "./duplicate";
import { offerAside } from "./offerAside";
import type { SettingsErrors } from "./settings";
import { isTemplate, readTemplate } from "./template";

/** What of an address made no sense: at which settings, and at none. */
export interface AddressProblems {
	readonly errors: SettingsErrors;
	readonly problems: readonly string[];
}

const noProblems: AddressProblems = { errors: {}, problems: [] };

/**
 * Begins the draft from the page's address, a template or an earlier job (`?from=0x…`), once the kept
 * draft has been read. What was kept isn't lost: a toast brings it back. The address is then cleared, so
 * that a reload shows the draft as it is by then.
 */
export function useTemplateFromUrl(
	kept: Draft,
	ready: boolean,
	begin: (draft: Draft) => void,
): AddressProblems & { readonly loading: boolean; readonly settle: (name: string) => void } {
	const pathname = usePathname();
	const query = useSearchParams().toString();
	const matcher = useMatcher();
	const grid = useGridConfig();
	const token = grid.data?.token ?? (grid.isError ? defaultToken : undefined);
	const [found, setFound] = useState<AddressProblems>(noProblems);
	const [loading, setLoading] = useState(false);
	const latest = useRef({ kept, begin });
	latest.current = { kept, begin };
	useEffect(() => {
		if (!ready || query === "" || token === undefined) return;
		const params = new URLSearchParams(query);
		const from = params.get("from");
		let current = true;
		function start(draft: Draft, problems: AddressProblems) {
			window.history.replaceState(null, "", pathname);
			const before = latest.current.kept;
			latest.current.begin(draft);
			setFound(problems);
			if (before.kernel !== null) offerAside(before, (draft) => latest.current.begin(draft));
		}
		if (isTemplate(params)) {
			const { draft, ...problems } = readTemplate(params);
			start(draft, problems);
		} else if (from !== null) {
			const id = JobId.safeParse(from.toLowerCase());
			setLoading(true);
			(id.success ? matcher.job(id.data) : Promise.reject(new Error(words.badJob)))
				.then((job) => {
					if (current) start(draftOfJob(job, token), noProblems);
				})
				.catch((error: unknown) => {
					if (!current) return;
					toast.failed(words.noJob, explainError(error).message);
					window.history.replaceState(null, "", pathname);
				})
				.finally(() => {
					if (current) setLoading(false);
				});
		}
		return () => {
			current = false;
		};
	}, [ready, query, token, pathname, matcher]);
	return {
		...found,
		loading,
		/** A setting was changed, so that what the address said of it is past. */
		settle: (name) =>
			setFound(({ errors, problems }) => {
				const left = Object.entries(errors).filter(([field]) => field !== name);
				return { errors: Object.fromEntries(left), problems };
			}),
	};
}
