"use client";
import { Link2 } from "lucide-react";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { submitStrings, templateStrings } from "@/strings/submit";
import { type Draft, emptyDraft } from "./draft";
import { templateQuery } from "./template";

/** What can be done with a draft as a whole: share its terms as a link, or discard it, which can be undone. */
export function DraftActions({
	draft,
	onReplace,
}: {
	draft: Draft;
	onReplace: (draft: Draft) => void;
}) {
	async function copyLink() {
		const url = `${window.location.origin}/jobs/new?${templateQuery(draft)}`;
		try {
			await navigator.clipboard.writeText(url);
			toast.done(templateStrings.copied, templateStrings.copiedWhy);
		} catch {
			toast.failed(templateStrings.notCopied, url);
		}
	}
	function discard() {
		onReplace(emptyDraft);
		toast.offer(submitStrings.discarded, {
			label: submitStrings.undo,
			onPress: () => onReplace(draft),
			testId: "undo-discard",
		});
	}
	return (
		<div className="mb-2 flex flex-wrap gap-1">
			<Button
				size="sm"
				variant="quiet"
				data-testid="copy-template"
				data-query={templateQuery(draft)}
				onClick={() => void copyLink()}
			>
				<Link2 aria-hidden /> {templateStrings.copy}
			</Button>
			<Button size="sm" variant="quiet" data-testid="start-over" onClick={discard}>
				{submitStrings.startOver}
			</Button>
		</div>
	);
}
