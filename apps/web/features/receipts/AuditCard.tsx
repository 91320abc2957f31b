import type { JobAudit } from "@tabgrid/protocol";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { receiptsText } from "@/strings/receipts";
import type { CheckedReport } from "./worker/messages";

const text = receiptsText.audit;

/** Whether the spot checks fell where the job's secret says, drawn again in this browser. */
export function AuditCard({
	report,
	audit,
}: {
	report: CheckedReport | null;
	audit: JobAudit | undefined;
}) {
	const found = report?.audit ?? null;
	const wrong = report?.problems.some(({ code }) => code === "AUDIT") === true;
	return (
		<Card data-testid="receipts-audit" data-wrong={wrong}>
			<CardHeader title={text.title} hint={text.hint} />
			<CardBody className="space-y-3 text-sm">
				<p data-testid="receipts-audit-says">
					{found === null
						? text.waiting
						: wrong
							? text.wrong
							: found.lots === 0
								? text.none
								: text.right(found.lots, found.drawn, found.expected)}
				</p>
				{found === null ? null : (
					<p className="text-ink-2">
						{text.alone(found.alone)}
						{found.leastChance === null ? null : ` ${text.least(found.leastChance)}`}
					</p>
				)}
				{audit === undefined ? null : (
					<dl className="grid gap-2 sm:grid-cols-2">
						<div>
							<dt className="text-[0.8125rem] text-ink-3">{text.commitment}</dt>
							<dd>
								<Copyable value={audit.commitment} label={text.commitment} />
							</dd>
						</div>
						<div>
							<dt className="text-[0.8125rem] text-ink-3">{text.secret}</dt>
							<dd>
								{audit.secret === null ? (
									text.notTold
								) : (
									<Copyable value={audit.secret} label={text.secret} />
								)}
							</dd>
						</div>
					</dl>
				)}
			</CardBody>
		</Card>
	);
}
