"use client";
import { Button } from "@/components/Button";
import { Link } from "@/components/Link";
import { Notice } from "@/components/Notice";
import { submitStrings } from "@/strings/submit";
import type { DraftSource } from "../draft";

const words = submitStrings.files;

/** Says that an earlier job's inputs are taken over, with the way to other ones. */
export function SourceInputs({
	source,
	onOwnFiles,
}: {
	source: DraftSource;
	onOwnFiles: () => void;
}) {
	return (
		<Notice
			title={words.sourceTitle}
			testId="source-inputs"
			actions={
				<Button size="sm" variant="secondary" data-testid="own-files" onClick={onOwnFiles}>
					{words.ownFiles}
				</Button>
			}
		>
			{words.source}{" "}
			<Link href={`/jobs/${source.jobId}`} className="underline underline-offset-2">
				{words.sourceJob}
			</Link>
		</Notice>
	);
}

/** Says that an earlier job's inputs can't be taken over any more, with the way to do without them. */
export function SourceGone({ onOwnFiles }: { onOwnFiles: () => void }) {
	return (
		<Notice
			tone="warn"
			title={words.sourceGoneTitle}
			testId="source-gone"
			actions={
				<Button size="sm" variant="secondary" data-testid="own-files" onClick={onOwnFiles}>
					{words.ownFiles}
				</Button>
			}
		>
			{words.sourceGone}
		</Notice>
	);
}

/** Says which files have to be added again after a reload. */
export function LostFiles({ lost }: { lost: readonly string[] }) {
	if (lost.length === 0) return null;
	return (
		<Notice tone="warn" title={words.lostTitle} testId="lost-files">
			{words.lost(lost.slice(0, 8).join(", "))}
		</Notice>
	);
}
