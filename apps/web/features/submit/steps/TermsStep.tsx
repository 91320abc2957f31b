"use client";
import { parseMoney } from "@/lib/money";
import { ArithmeticChoice } from "../arithmetic/ArithmeticChoice";
import { PlanStatus } from "../PlanStatus";
import { measuredOutputs } from "../probe/measuredOutputs";
import { ProbePanel } from "../probe/ProbePanel";
import type { JobSettings } from "../settings";
import { sourceIsGone } from "../sourceIsGone";
import type { useWizard } from "../useWizard";
import { SettingsStep } from "./SettingsStep";
import { SourceGone } from "./SourceInputs";

/** What an item is, of kernels whose client may choose how many make a shard. */
const itemWords: Readonly<Record<string, string>> = {
	"ocr-lines": "lines",
	"onnx-batch": "rows",
	"embed-audio": "windows",
};

/** The job's terms, and the plan while it is still being made. */
export function TermsStep({
	wizard,
	kernel,
}: {
	wizard: ReturnType<typeof useWizard>;
	kernel: string;
}) {
	const { draft, change, plan, planned, conversion, errors, probe, settle, token } = wizard;
	const own = kernel === "onnx-batch" && draft.source === null;
	const converting = own && draft.settings.arithmetic !== "float" && plan.kind === "planning";
	function onChange(settings: Partial<JobSettings>) {
		for (const name of Object.keys(settings)) settle(name);
		change({ kind: "settings", change: settings });
	}
	return (
		<>
			<SettingsStep
				settings={draft.settings}
				plan={planned?.summary ?? null}
				price={parseMoney(draft.settings.price, token)}
				errors={errors}
				outputs={measuredOutputs(planned?.summary.outputs ?? [], probe)}
				arithmetic={
					own ? (
						<ArithmeticChoice
							value={draft.settings.arithmetic}
							conversion={conversion}
							plan={plan}
							onChoose={(arithmetic) => onChange({ arithmetic })}
						/>
					) : null
				}
				comparison={
					planned ? (
						<ProbePanel
							probe={probe}
							evidence={planned.probe?.evidence ?? []}
							exact={planned.probe?.exact ?? false}
							chosen={draft.settings.comparators}
						/>
					) : null
				}
				itemWord={draft.source === null ? itemWords[kernel] : undefined}
				token={token}
				onChange={onChange}
			/>
			{planned || converting ? null : (
				<div className="px-4 pb-4 sm:px-5">
					{sourceIsGone(draft, plan) ? (
						<SourceGone
							onOwnFiles={() => {
								change({ kind: "ownFiles" });
								change({ kind: "step", step: "files" });
							}}
						/>
					) : (
						<PlanStatus plan={plan} />
					)}
				</div>
			)}
		</>
	);
}
