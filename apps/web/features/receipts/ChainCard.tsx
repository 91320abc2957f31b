import type { ReceiptsHeader } from "@tabgrid/protocol";
import { Button } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { TextField } from "@/components/Field";
import { receiptsText } from "@/strings/receipts";
import type { useAnchor } from "./useAnchor";
import type { CheckedReport } from "./worker/messages";

const text = receiptsText.chain;

/**
 * What the escrow says, and by whose word. The form opens the page anew, because the page's policy
 * allows connections to the endpoint that stands in its address and to no other.
 */
export function ChainCard({
	rpcUrl,
	own,
	anchor,
	header,
	report,
}: {
	rpcUrl: string;
	/** Whether the visitor chose the endpoint. */
	own: boolean;
	anchor: ReturnType<typeof useAnchor>;
	header: ReceiptsHeader | null;
	report: CheckedReport | null;
}) {
	const said =
		report === null
			? text.waiting
			: anchor.isPending
				? text.asking
				: anchor.isError
					? text.unreachable
					: anchor.data.problems.length === 0
						? text.same
						: text.different;
	return (
		<Card data-testid="receipts-chain">
			<CardHeader title={text.title} hint={text.hint} />
			<CardBody className="space-y-4 text-sm">
				<div className="space-y-1">
					<p data-testid="receipts-chain-says">{said}</p>
					<p className="break-all text-ink-3">
						{own ? text.byYours(rpcUrl) : text.byDefault(rpcUrl)}
					</p>
				</div>
				{header && report ? (
					<dl className="grid gap-2 sm:grid-cols-2">
						<div>
							<dt className="text-[0.8125rem] text-ink-3">{text.root}</dt>
							<dd>
								<Copyable value={report.root} label={text.root} testId="receipts-root" />
							</dd>
						</div>
						<div>
							<dt className="text-[0.8125rem] text-ink-3">{text.escrow}</dt>
							<dd>
								<Copyable value={header.spec.escrow} label={text.escrow} />
							</dd>
						</div>
					</dl>
				) : null}
				<form method="get" className="flex flex-wrap items-start gap-2">
					<TextField
						className="min-w-56 flex-1"
						label={text.label}
						hint={text.labelHint}
						name="rpc"
						type="url"
						required
						pattern="https?://.+"
						defaultValue={own ? rpcUrl : ""}
						placeholder="https://…"
					/>
					<Button type="submit" variant="secondary" className="sm:mt-[1.6875rem]">
						{text.use}
					</Button>
				</form>
			</CardBody>
		</Card>
	);
}
