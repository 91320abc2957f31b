"use client";
import type { Comparator } from "@tabgrid/protocol";
import { TextField } from "@/components/Field";
import { submitStrings } from "@/strings/submit";
import { comparatorErrors } from "./checkComparators";

const words = submitStrings.comparators;

/** The numbers of one comparator, each with what is wrong with it. */
export function ComparatorNumbers({
	value,
	onChange,
}: {
	value: Comparator;
	onChange: (value: Comparator) => void;
}) {
	const errors = comparatorErrors(value);
	switch (value.kind) {
		case "exact":
			return null;
		case "close":
			return (
				<div className="grid grid-cols-3 gap-2">
					<NumberField
						label={words.rtol}
						error={errors.rtol}
						value={value.rtol}
						onChange={(rtol) => onChange({ ...value, rtol })}
					/>
					<NumberField
						label={words.atol}
						error={errors.atol}
						value={value.atol}
						onChange={(atol) => onChange({ ...value, atol })}
					/>
					<NumberField
						label={words.l2}
						error={errors.l2}
						value={value.l2}
						onChange={(l2) => onChange({ ...value, l2 })}
					/>
				</div>
			);
		case "ulp":
			return (
				<NumberField
					label={words.ulpMax}
					error={errors.max}
					value={value.max}
					onChange={(max) => onChange({ ...value, max })}
				/>
			);
		case "topk":
			return (
				<div className="grid grid-cols-2 gap-2">
					<NumberField
						label={words.classes}
						error={errors.k}
						value={value.k}
						onChange={(k) => onChange({ ...value, k })}
					/>
					<NumberField
						label={words.margin}
						error={errors.margin}
						value={value.margin}
						onChange={(margin) => onChange({ ...value, margin })}
					/>
				</div>
			);
		case "text":
			return (
				<div className="space-y-2">
					<div className="grid grid-cols-2 gap-2">
						<NumberField
							label={words.edits}
							error={errors.edits}
							value={value.edits}
							onChange={(edits) => onChange({ ...value, edits })}
						/>
						<TextField
							label={words.blank}
							inputMode="numeric"
							autoComplete="off"
							placeholder={words.noBlank}
							defaultValue={value.blank === undefined ? "" : String(value.blank)}
							error={errors.blank}
							onValueChange={(text) => {
								const { edits } = value;
								const blank = text.trim() === "" ? {} : { blank: Number(text) };
								onChange({ kind: "text", edits, ...blank });
							}}
						/>
					</div>
					<p className="text-xs text-ink-3">
						{words.textMeans} <span className="text-warn">{words.textBlind}</span>
					</p>
				</div>
			);
	}
}

function NumberField({
	label,
	value,
	error,
	onChange,
}: {
	label: string;
	value: number;
	error: string | undefined;
	onChange: (value: number) => void;
}) {
	return (
		<TextField
			label={label}
			inputMode="decimal"
			autoComplete="off"
			defaultValue={Number.isNaN(value) ? "" : String(value)}
			error={error}
			onValueChange={(text) => onChange(text.trim() === "" ? Number.NaN : Number(text))}
		/>
	);
}
