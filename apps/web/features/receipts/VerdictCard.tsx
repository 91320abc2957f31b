import type { ReceiptProblem } from "@tabgrid/protocol";
import { CircleAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import { Card, CardBody } from "@/components/Card";
import { Money } from "@/components/Money";
import { Progress } from "@/components/Progress";
import { Stat } from "@/components/Stat";
import { receiptsText as text } from "@/strings/receipts";
import type { CheckState } from "./useReceiptsCheck";

/** Problems that are listed. */
const shown = 50;

/** The whole in a sentence, its figures, and every failure by name. */
export function VerdictCard({
	state: { header, rows, report },
	problems,
	problemCount,
	anchored,
}: {
	state: CheckState;
	problems: readonly ReceiptProblem[];
	problemCount: number;
	/** Whether the chain has confirmed the receipts. */
	anchored: boolean;
}) {
	const verdict =
		report === null ? "checking" : problemCount > 0 ? "bad" : anchored ? "good" : "unanchored";
	const Icon = {
		checking: ShieldQuestion,
		unanchored: ShieldQuestion,
		good: ShieldCheck,
		bad: CircleAlert,
	}[verdict];
	const tone = {
		checking: "text-ink-3",
		unanchored: "text-warn",
		good: "text-accent",
		bad: "text-bad",
	}[verdict];
	const total = header?.receipts ?? 0;
	return (
		<Card data-testid="receipts-verdict" data-verdict={verdict} aria-busy={verdict === "checking"}>
			<CardBody className="flex gap-4">
				<Icon aria-hidden className={`mt-0.5 size-7 shrink-0 ${tone}`} />
				<div className="min-w-0 flex-1 space-y-1" aria-live="polite">
					<p className="text-lg font-semibold tracking-tight">
						{verdict === "bad" ? text.bad(problemCount) : text[verdict]}
					</p>
					{report === null ? (
						<div className="space-y-2 pt-1">
							<Progress
								value={header === null ? null : rows.length}
								max={total}
								label={text.reading}
							/>
							<p className="tabular text-[0.8125rem] text-ink-3">
								{header === null ? text.reading : text.progress(rows.length, total)}
							</p>
						</div>
					) : (
						<p className="text-sm text-ink-2">
							{verdict === "good"
								? text.goodDetail(report.receipts, report.attestations)
								: verdict === "bad"
									? text.badDetail
									: text.unanchoredDetail}
						</p>
					)}
				</div>
			</CardBody>
			{problems.length > 0 ? (
				<ul
					className="border-t border-line px-4 py-3 text-sm sm:px-5"
					data-testid="receipts-problems"
				>
					{problems.slice(0, shown).map(({ code, shardIndex, message }) => (
						<li key={`${code} ${shardIndex} ${message}`} className="flex gap-3 py-1">
							<span className="w-24 shrink-0 text-ink-3">
								{shardIndex === null ? text.problemWhole : text.problemShard(shardIndex)}
							</span>
							<span className="min-w-0 break-words">{message}</span>
						</li>
					))}
					{problemCount > shown ? (
						<li className="py-1 text-ink-3">{text.moreProblems(problemCount - shown)}</li>
					) : null}
				</ul>
			) : null}
			<dl className="grid grid-cols-2 gap-px border-t border-line bg-line sm:grid-cols-5 [&>*]:bg-surface">
				<Stat
					label={text.figures.receipts}
					value={(report?.receipts ?? rows.length).toLocaleString("en")}
				/>
				<Stat
					label={text.figures.attestations}
					value={report?.attestations.toLocaleString("en") ?? "–"}
					testId="receipts-attestations"
				/>
				<Stat
					label={text.figures.providers}
					value={report?.providers.toLocaleString("en") ?? "–"}
				/>
				<Stat
					label={text.figures.disagreed}
					value={report?.verdicts.disagreed.toLocaleString("en") ?? "–"}
				/>
				<Stat
					label={text.figures.earned}
					className="col-span-2 sm:col-span-1"
					value={report === null ? "–" : <Money amount={String(report.earned)} />}
				/>
			</dl>
		</Card>
	);
}
