"use client";
import type { JobView } from "@tabgrid/protocol";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Money } from "@/components/Money";
import { jobMoneyStrings } from "@/strings/money";

const words = jobMoneyStrings.cancel;

/** Says what cancelling costs and gives back, and asks. */
export function CancelQuestion({
	job,
	open,
	onOpenChange,
	onConfirm,
}: {
	job: JobView;
	open: boolean;
	onOpenChange: (open: boolean) => void;
	onConfirm: () => void;
}) {
	const draft = job.state === "draft";
	const rest = BigInt(job.escrowed) - BigInt(job.earned);
	return (
		<Dialog
			open={open}
			onOpenChange={onOpenChange}
			title={words.title}
			testId="cancel-dialog"
			footer={
				<>
					<Button variant="secondary" onClick={() => onOpenChange(false)}>
						{draft ? words.keepDraft : words.keep}
					</Button>
					<Button variant="danger" data-testid="confirm-cancel" onClick={onConfirm}>
						{words.confirm}
					</Button>
				</>
			}
		>
			<div className="space-y-3 text-sm text-ink-2">
				{draft ? (
					<p>{words.draft}</p>
				) : (
					<>
						<p>
							{words.before}{" "}
							<Money amount={rest < 0n ? 0n : rest} className="font-medium text-ink" />
							{words.after}
						</p>
						<p>{words.asks}</p>
					</>
				)}
			</div>
		</Dialog>
	);
}
