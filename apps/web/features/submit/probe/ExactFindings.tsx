import type { Comparator } from "@tabgrid/protocol";
import { Notice } from "@/components/Notice";
import { arithmeticStrings } from "@/strings/arithmetic";
import { probeStrings } from "@/strings/probe";
import type { ProbeResult } from "./messages";

const words = arithmeticStrings.compared;

/** How an exact network is compared, and whether this browser's backends gave the same bits. */
export function ExactFindings({
	result: { calibration, failed, sameBits },
	chosen,
}: {
	result: ProbeResult;
	/** The client's own comparators, which stand over it. */
	chosen: Readonly<Record<string, Comparator>>;
}) {
	const { runs, outputs } = calibration;
	const own = outputs.map(({ name }) => name).filter((name) => name in chosen);
	return (
		<>
			{sameBits === false ? (
				<Notice tone="warn" title={words.apart} testId="bits-apart">
					{words.apartWhy}
				</Notice>
			) : null}
			<p className="text-sm">
				{own.length === 0 ? words.what : own.length < outputs.length ? words.but(own) : words.own}
			</p>
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
