"use client";
import type { Comparator } from "@tabgrid/protocol";
import { SelectField } from "@/components/Field";
import { describeComparator } from "@/lib/describeComparator";
import { outputName } from "@/lib/outputName";
import { submitStrings } from "@/strings/submit";
import { ComparatorNumbers } from "./ComparatorNumbers";
import type { PlannedOutput } from "./worker/plannerMessages";

const words = submitStrings.comparators;
type Kind = Comparator["kind"] | "default";
type Chosen = Readonly<Record<string, Comparator>>;

const starts: Record<Comparator["kind"], Comparator> = {
	exact: { kind: "exact" },
	close: { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 2e-4 },
	ulp: { kind: "ulp", max: 16 },
	topk: { kind: "topk", k: 5, margin: 1e-3 },
	text: { kind: "text", edits: 1 },
};

/** How each output of two providers is compared: the kernel's way, or one the client knows better. */
export function ComparatorFields({
	outputs,
	chosen,
	onChange,
}: {
	outputs: readonly PlannedOutput[];
	chosen: Chosen;
	onChange: (chosen: Chosen) => void;
}) {
	if (outputs.length === 0) return <p className="text-[0.8125rem] text-ink-3">{words.fixed}</p>;
	function choose(output: string, comparator: Comparator | undefined) {
		const { [output]: _, ...others } = chosen;
		onChange(comparator ? { ...others, [output]: comparator } : others);
	}
	return (
		<fieldset className="space-y-4">
			<legend className="text-[0.8125rem] font-medium">{words.legend}</legend>
			{outputs.map((output) => {
				const own = chosen[output.name];
				const kinds: { value: Kind; label: string }[] = [
					{ value: "default", label: words.own(describeComparator(output.comparator)) },
					{ value: "exact", label: words.exact },
					{ value: "close", label: words.close },
					{ value: "ulp", label: words.ulp },
					{ value: "topk", label: words.topk },
					{ value: "text", label: words.text },
				];
				return (
					<div key={output.name} className="grid gap-4 sm:grid-cols-2">
						<SelectField<Kind>
							label={
								<>
									<span className="break-all">{outputName(output.name)}</span>{" "}
									<span className="font-normal text-ink-3">{output.dtype}</span>
								</>
							}
							value={own?.kind ?? "default"}
							options={kinds}
							onChange={(kind) =>
								choose(output.name, kind === "default" ? undefined : starts[kind])
							}
							testId={`comparator-${output.name}`}
						/>
						{own ? (
							<ComparatorNumbers value={own} onChange={(next) => choose(output.name, next)} />
						) : null}
					</div>
				);
			})}
		</fieldset>
	);
}
