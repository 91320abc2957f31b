import { Button } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { receiptsText } from "@/strings/receipts";
import type { CheckState } from "./useReceiptsCheck";

const text = receiptsText.outputs;
/** Outputs that are fetched at most: each is a request. */
const most = 500;

/** Fetches outputs and holds them against their digests and distances. */
export function OutputsCard({
	state: { outputs, report, failed },
	onStart,
}: {
	state: CheckState;
	onStart: (count: number) => void;
}) {
	const count = Math.min(most, report?.receipts ?? 0);
	const over = outputs !== null && outputs.done === outputs.total;
	const running = outputs !== null && !over && failed?.stage !== "outputs";
	return (
		<Card data-testid="outputs-card" data-done={over}>
			<CardHeader title={text.title} hint={text.hint} />
			<CardBody className="space-y-3 text-sm">
				<Button
					variant="secondary"
					disabled={count === 0}
					busy={running}
					data-testid="check-outputs"
					onClick={() => onStart(count)}
				>
					{text.start(count)}
				</Button>
				{running ? (
					<Progress
						value={outputs.done}
						max={outputs.total}
						label={text.progress(outputs.done, outputs.total)}
					/>
				) : null}
				{failed?.stage === "outputs" ? <Notice tone="bad">{failed.error.message}</Notice> : null}
				{over && outputs.problems.length === 0 ? <p>{text.done(outputs.total)}</p> : null}
			</CardBody>
		</Card>
	);
}
