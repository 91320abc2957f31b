"use client";
import { type JobId, jobIdOf } from "@tabgrid/protocol";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { postingStrings as words } from "@/strings/posting";
import type { Draft } from "../draft";
import type { PostingFate } from "./findPosting";
import type { Posting } from "./keptPostings";
import { usePostingFate, usePostings } from "./usePostings";

const tones = {
	paid: "info",
	pending: "info",
	refused: "bad",
	unseen: "warn",
	unknown: "warn",
} as const satisfies Record<PostingFate | "unknown", string>;

/** Tells what became of payments whose tab was closed, so that nobody pays twice or loses sight of a job. */
export function KeptPostings({
	draft,
	onOpen,
	onPay,
}: {
	draft: Draft;
	/** @param whole whether the draft has become that job. */
	onOpen: (jobId: JobId, whole: boolean) => void;
	onPay: () => void;
}) {
	const { postings, forget } = usePostings();
	return postings.map((posting) => {
		const { spec } = posting;
		const ofDraft = draft.kernel === spec.kernel && draft.settings.title.trim() === spec.title;
		return (
			<KeptPosting
				key={jobIdOf(spec)}
				posting={posting}
				onOpen={(paid) => {
					if (paid) forget(posting);
					onOpen(jobIdOf(spec), paid && ofDraft);
				}}
				onPay={ofDraft && draft.step !== "review" ? onPay : undefined}
				onDrop={() => forget(posting)}
			/>
		);
	});
}

function KeptPosting({
	posting,
	onOpen,
	onPay,
	onDrop,
}: {
	posting: Posting;
	onOpen: (paid: boolean) => void;
	/** Absent where the draft is another job's, or is at its payment already. */
	onPay: (() => void) | undefined;
	onDrop: () => void;
}) {
	const asked = usePostingFate(posting);
	const fate = asked.data ?? (asked.isError ? "unknown" : undefined);
	if (fate === undefined) return null;
	const there = fate === "paid" || fate === "pending";
	return (
		<Notice
			tone={tones[fate]}
			title={words[fate].title(posting.spec.title)}
			testId={`posting-${fate}`}
			className="mb-4"
			actions={
				<>
					{there ? (
						<Button size="sm" data-testid="open-posting" onClick={() => onOpen(fate === "paid")}>
							{words.open}
						</Button>
					) : null}
					{onPay && (fate === "unseen" || fate === "refused") ? (
						<Button size="sm" variant="secondary" data-testid="pay-posting" onClick={onPay}>
							{words.pay}
						</Button>
					) : null}
					{fate === "pending" || fate === "unknown" ? null : (
						<Button size="sm" variant="quiet" data-testid="drop-posting" onClick={onDrop}>
							{words.drop}
						</Button>
					)}
				</>
			}
		>
			{words[fate].text}
		</Notice>
	);
}
