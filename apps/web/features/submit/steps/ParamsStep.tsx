"use client";
import { SelectField, TextField } from "@/components/Field";
import { PlanStatus } from "../PlanStatus";
import type { ParamField, ParamForm, TypedParams } from "../params/paramForm";
import type { PlanState } from "../usePlan";

/** Takes a kernel's parameters, each with its problem beside it, and says what they make. */
export function ParamsStep({
	form,
	values,
	plan,
	onChange,
}: {
	form: ParamForm;
	values: TypedParams;
	plan: PlanState;
	onChange: (change: TypedParams) => void;
}) {
	return (
		<div className="space-y-5 p-4 sm:p-5">
			<ParamFields form={form} values={values} onChange={onChange} />
			<PlanStatus plan={plan} />
		</div>
	);
}

/** The fields of a form, each with its problem beside it. */
export function ParamFields({
	form,
	values,
	onChange,
}: {
	form: ParamForm;
	values: TypedParams;
	onChange: (change: TypedParams) => void;
}) {
	const checked = form.check(values);
	return (
		<div className="grid gap-5 sm:grid-cols-2">
			{form.fields.map((field) => (
				<ParamInput
					key={field.name}
					field={field}
					value={values[field.name] ?? ""}
					error={checked.ok ? undefined : checked.errors[field.name]}
					onChange={(value) => onChange({ [field.name]: value })}
				/>
			))}
		</div>
	);
}

function ParamInput({
	field,
	value,
	error,
	onChange,
}: {
	field: ParamField;
	value: string;
	error: string | undefined;
	onChange: (value: string) => void;
}) {
	const { name, label, hint, suffix, kind, options } = field;
	const testId = `param-${name}`;
	if (kind === "choice")
		return (
			<SelectField
				label={label}
				hint={hint}
				value={value}
				options={options ?? []}
				onChange={onChange}
				testId={testId}
			/>
		);
	return (
		<TextField
			label={label}
			hint={hint}
			{...(suffix === undefined ? {} : { suffix })}
			inputMode={kind === "number" ? "decimal" : "text"}
			autoComplete="off"
			spellCheck={false}
			value={value}
			error={error}
			onValueChange={onChange}
			testId={testId}
		/>
	);
}
