import type { Backend } from "@tabgrid/protocol";
import { Notice } from "@/components/Notice";
import { probeStrings as words } from "@/strings/probe";

/** Says that a job is computed on one backend only, and what for. */
export function PinnedNotice({ backend }: { backend: Backend }) {
	return (
		<div className="border-b border-line p-4 sm:p-5">
			<Notice title={words.onlyTitle(backend)} testId="job-pinned">
				{words.onlyWhy}
			</Notice>
		</div>
	);
}
