import { Notice } from "@/components/Notice";
import { arithmeticStrings } from "@/strings/arithmetic";
import { probeStrings } from "@/strings/probe";
import type { ProbeResult } from "./messages";

const words = arithmeticStrings.compared;

/** How an exact network is compared, and whether this browser's backends gave the same bits. */
export function ExactFindings({
	result: { calibration, failed, sameBits },
}: {
	result: ProbeResult;
}) {
	const { runs } = calibration;
	return (
		<>
			{sameBits === false ? (
				<Notice tone="warn" title={words.apart} testId="bits-apart">
					{words.apartWhy}
				</Notice>
			) : null}
			<p className="text-sm">{words.what}</p>
			<div className="space-y-1 text-[0.8125rem] text-ink-3">
				{sameBits === false ? null : (
					<p data-testid="same-bits">
						{runs.length > 1 ? words.same(runs) : words.alone(runs[0] ?? probeStrings.wasm)}
					</p>
				)}
				{failed.map((one) => (
					<p key={one.label}>{probeStrings.notTried(one.label, one.why)}</p>
				))}
			</div>
		</>
	);
}
