"use client";
import type { Comparator } from "@tabgrid/protocol";
import { SelectField, TextField } from "@/components/Field";
import { describeComparator } from "@/lib/describeComparator";
import type { PlannedOutput } from "./worker/plannerMessages";

type Kind = Comparator["kind"] | "default";
type Chosen = Readonly<Record<string, Comparator>>;

const starts: Record<Comparator["kind"], Comparator> = {
	exact: { kind: "exact" },
	close: { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 5e-4 },
	ulp: { kind: "ulp", max: 16 },
	topk: { kind: "topk", k: 5, margin: 1e-3 },
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
	if (outputs.length === 0)
		return (
			<p className="text-[0.8125rem] text-ink-3">
				This kernel fixes how results are compared: by values, with tolerances measured for its
				model.
			</p>
		);
	function choose(output: string, comparator: Comparator | undefined) {
		const { [output]: _, ...others } = chosen;
		onChange(comparator ? { ...others, [output]: comparator } : others);
	}
	return (
		<fieldset className="space-y-4">
			<legend className="text-[0.8125rem] font-medium">Comparison of outputs</legend>
			{outputs.map((output) => {
				const own = chosen[output.name];
				const kinds: { value: Kind; label: string }[] = [
					{ value: "default", label: `The kernel's: ${describeComparator(output.comparator)}` },
					{ value: "exact", label: "Equal bytes" },
					{ value: "close", label: "Close, with tolerances" },
					{ value: "ulp", label: "Representable values apart" },
					{ value: "topk", label: "The same best classes" },
				];
				return (
					<div key={output.name} className="grid gap-4 sm:grid-cols-2">
						<SelectField<Kind>
							label={
								<>
									{output.name} <span className="font-normal text-ink-3">{output.dtype}</span>
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

function ComparatorNumbers({
	value,
	onChange,
}: {
	value: Comparator;
	onChange: (value: Comparator) => void;
}) {
	switch (value.kind) {
		case "exact":
			return null;
		case "close":
			return (
				<div className="grid grid-cols-3 gap-2">
					<NumberField
						label="rtol"
						value={value.rtol}
						onChange={(rtol) => onChange({ ...value, rtol })}
					/>
					<NumberField
						label="atol"
						value={value.atol}
						onChange={(atol) => onChange({ ...value, atol })}
					/>
					<NumberField label="l2" value={value.l2} onChange={(l2) => onChange({ ...value, l2 })} />
				</div>
			);
		case "ulp":
			return (
				<NumberField
					label="at most"
					value={value.max}
					onChange={(max) => onChange({ ...value, max: Math.round(max) })}
				/>
			);
		case "topk":
			return (
				<div className="grid grid-cols-2 gap-2">
					<NumberField
						label="classes"
						value={value.k}
						onChange={(k) => onChange({ ...value, k: Math.min(100, Math.max(1, Math.round(k))) })}
					/>
					<NumberField
						label="margin"
						value={value.margin}
						onChange={(margin) => onChange({ ...value, margin })}
					/>
				</div>
			);
	}
}

function NumberField({
	label,
	value,
	onChange,
}: {
	label: string;
	value: number;
	onChange: (value: number) => void;
}) {
	return (
		<TextField
			label={label}
			type="number"
			step="any"
			min={0}
			defaultValue={String(value)}
			onValueChange={(text) => {
				const next = Number(text);
				if (text !== "" && Number.isFinite(next) && next >= 0) onChange(next);
			}}
		/>
	);
}
