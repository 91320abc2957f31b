"use client";
import { Field as Primitive } from "@base-ui/react/field";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/classNames";

const control =
	"h-10 w-full rounded-md border border-line-strong bg-surface px-3 text-sm text-ink placeholder:text-ink-3 data-[invalid]:border-bad disabled:opacity-60";

/** A labelled text field with its explanation and its error. */
export function TextField({
	label,
	hint,
	error,
	suffix,
	className,
	testId,
	...props
}: Omit<Primitive.Control.Props, "className"> & {
	label: ReactNode;
	hint?: ReactNode;
	error?: string | undefined;
	suffix?: string;
	className?: string;
	testId?: string;
}) {
	return (
		<Primitive.Root invalid={error !== undefined} className={cn("block", className)}>
			<Primitive.Label className="mb-1.5 block text-[0.8125rem] font-medium">
				{label}
			</Primitive.Label>
			<div className="relative">
				<Primitive.Control
					className={cn(control, suffix && "pr-14")}
					data-testid={testId}
					{...props}
				/>
				{suffix ? (
					<span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-[0.8125rem] text-ink-3">
						{suffix}
					</span>
				) : null}
			</div>
			<FieldNotes hint={hint} error={error} />
		</Primitive.Root>
	);
}

/** A labelled choice of a few values, by the platform's own select. */
export function SelectField<Value extends string>({
	label,
	hint,
	error,
	value,
	onChange,
	options,
	className,
	testId,
}: {
	label: ReactNode;
	hint?: ReactNode;
	error?: string | undefined;
	value: Value;
	onChange: (value: Value) => void;
	options: readonly { value: Value; label: string }[];
	className?: string;
	testId?: string;
}) {
	return (
		<Primitive.Root invalid={error !== undefined} className={cn("block", className)}>
			<Primitive.Label className="mb-1.5 block text-[0.8125rem] font-medium">
				{label}
			</Primitive.Label>
			<div className="relative">
				<Primitive.Control
					render={
						<select data-testid={testId}>
							{options.map((option) => (
								<option key={option.value} value={option.value}>
									{option.label}
								</option>
							))}
						</select>
					}
					className={cn(control, "appearance-none truncate pr-9")}
					value={value}
					onValueChange={(next) => {
						const chosen = options.find((option) => option.value === next);
						if (chosen) onChange(chosen.value);
					}}
				/>
				<ChevronDown
					aria-hidden
					className="pointer-events-none absolute top-3 right-3 size-4 text-ink-3"
				/>
			</div>
			<FieldNotes hint={hint} error={error} />
		</Primitive.Root>
	);
}

function FieldNotes({ hint, error }: { hint?: ReactNode; error?: string | undefined }) {
	return (
		<>
			{hint ? (
				<Primitive.Description className="mt-1.5 text-[0.8125rem] text-ink-3">
					{hint}
				</Primitive.Description>
			) : null}
			{error === undefined ? null : (
				<Primitive.Error match className="mt-1.5 text-[0.8125rem] text-bad">
					{error}
				</Primitive.Error>
			)}
		</>
	);
}
