"use client";
import type { EvidenceOutput } from "@tabgrid/kernels";
import { type Comparator, TabgridError } from "@tabgrid/protocol";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { explainError } from "@/lib/explainError";
import { arithmeticStrings } from "@/strings/arithmetic";
import { probeStrings as words } from "@/strings/probe";
import { ExactFindings } from "./ExactFindings";
import type { ProbeResult } from "./messages";
import { OutputRow } from "./OutputRow";
import { outputLabel } from "./outputLabel";
import type { ProbeState } from "./useProbe";

/** How a client's model will be compared: what was measured here, what it makes, what it lets through. */
export function ProbePanel({
	probe,
	evidence,
	exact,
	chosen,
}: {
	probe: ProbeState;
	evidence: readonly EvidenceOutput[];
	/** Whether the network was made exact. */
	exact: boolean;
	/** The client's own comparators, which stand over what was measured. */
	chosen: Readonly<Record<string, Comparator>>;
}) {
	if (probe.kind === "none") return null;
	return (
		<section
			aria-label={words.title}
			data-testid="probe"
			data-state={probe.kind}
			className="rounded-lg border border-line"
		>
			<header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
				<h3 className="text-sm font-medium">{words.title}</h3>
				{probe.kind === "measuring" ? (
					<Button size="sm" variant="quiet" data-testid="skip-probe" onClick={probe.skip}>
						{exact ? arithmeticStrings.compared.skip : words.skip}
					</Button>
				) : (
					<Button size="sm" variant="quiet" onClick={probe.again}>
						{probe.kind === "skipped" ? words.measure : words.again}
					</Button>
				)}
			</header>
			<div className="space-y-4 p-4">
				{probe.kind === "measuring" ? (
					<div role="status" className="space-y-2">
						<p className="text-sm text-ink-2">{words.measuring(probe.label)}</p>
						<Progress value={null} label={words.title} />
						<p className="text-[0.8125rem] text-ink-3">
							{exact ? arithmeticStrings.compared.what : words.what}
						</p>
					</div>
				) : probe.kind === "skipped" ? (
					<p className="text-sm text-ink-2">
						{exact ? arithmeticStrings.compared.what : words.skipped}
					</p>
				) : probe.kind === "failed" ? (
					<ProbeFailed error={probe.error} exact={exact} />
				) : probe.result.sameBits !== null ? (
					<ExactFindings result={probe.result} chosen={chosen} />
				) : (
					<Findings result={probe.result} evidence={evidence} chosen={chosen} />
				)}
			</div>
		</section>
	);
}

/** Nothing was measured: because of this device, or because the model itself doesn't run. */
function ProbeFailed({ error, exact }: { error: unknown; exact: boolean }) {
	const code = error instanceof TabgridError ? error.code : undefined;
	const own = code === "MODEL_FAILED" || code === "BAD_MODEL" || code === "BAD_INPUT";
	const usual = exact ? arithmeticStrings.compared.what : words.failedWhy;
	return (
		<Notice
			tone={own ? "bad" : "warn"}
			title={own ? words.modelFailed : words.failed}
			testId="probe-failed"
		>
			{explainError(error).message} {own ? words.modelFailedWhy : usual}
		</Notice>
	);
}

function Findings({
	result: { calibration, failed, earlier },
	evidence,
	chosen,
}: {
	result: ProbeResult;
	evidence: readonly EvidenceOutput[];
	chosen: Readonly<Record<string, Comparator>>;
}) {
	const { outputs, runs, pinned, backends } = calibration;
	const insane = outputs.filter((output) => output.insane);
	const label = (name: string) => outputLabel(name, evidence);
	return (
		<>
			{pinned === null ? null : (
				<Notice tone="warn" title={words.pinnedTitle} testId="pinned">
					{words.pinned(insane.map(({ name }) => label(name)))}
				</Notice>
			)}
			<div className="space-y-1 text-[0.8125rem] text-ink-3">
				<p>
					{backends.length > 1 || earlier > 0
						? `${words.measured(runs)}. ${words.what}`
						: words.alone(runs[0] ?? words.wasm)}
				</p>
				{earlier > 0 ? <p>{words.earlier(earlier)}</p> : null}
				{failed.map((one) => (
					<p key={one.label}>{words.notTried(one.label, one.why)}</p>
				))}
			</div>
			<ul className="divide-y divide-line border-y border-line">
				{outputs.map((output) => (
					<OutputRow
						key={output.name}
						output={output}
						label={label(output.name)}
						own={chosen[output.name]}
					/>
				))}
			</ul>
			<Verdict outputs={outputs.filter(({ name }) => !(name in chosen))} />
		</>
	);
}

/** Whether a cheaper model would be seen somewhere, at an output whose tolerance was measured: one is enough. */
function Verdict({ outputs }: { outputs: ProbeResult["calibration"]["outputs"] }) {
	const tried = (["float16", "int8"] as const).filter((rounding) =>
		outputs.some(({ lies }) => lies[rounding] !== undefined),
	);
	if (outputs.length === 0) return <p className="text-sm text-ink-2">{words.verdictOwn}</p>;
	if (tried.length === 0) return null;
	const passing = tried.filter((rounding) =>
		outputs.every(({ lies }) => (lies[rounding] ?? 0) <= 1),
	);
	return (
		<p
			data-testid="probe-verdict"
			data-passing={passing.join(" ")}
			className={passing.length === 0 ? "text-sm text-ink-2" : "text-sm font-medium text-warn"}
		>
			{passing.length === 0
				? words.verdictGood
				: words.verdictBad(passing.map((rounding) => words.roundings[rounding]))}
		</p>
	);
}
