"use client";
import { finalJobStates, type JobState, type JobTrust } from "@tabgrid/protocol";
import { Notice } from "@/components/Notice";
import { checkingStrings as words } from "@/strings/checking";

/** What a job waits for before its money moves, and that it looked back. */
export function CheckNotices({ trust, state }: { trust: JobTrust; state: JobState }) {
	const { maturesAt, lookedBack } = trust;
	const maturing = maturesAt !== null && !finalJobStates.has(state) && state !== "settling";
	if (!maturing && lookedBack === 0) return null;
	return (
		<div className="space-y-3 border-b border-line p-4 sm:p-5">
			{maturing ? (
				<Notice title={words.maturing(clock(maturesAt))} testId="maturing">
					{words.maturingWhy}
				</Notice>
			) : null}
			{lookedBack > 0 ? (
				<Notice tone="warn" title={words.lookingBackTitle(lookedBack)} testId="looking-back">
					{words.lookingBackWhy}
				</Notice>
			) : null}
		</div>
	);
}

const clock = (at: number) =>
	new Date(at).toLocaleTimeString("en", { timeStyle: "medium", hour12: false });
