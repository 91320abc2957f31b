"use client";
import { Field } from "@base-ui/react/field";
import { Switch as Primitive } from "@base-ui/react/switch";
import type { ReactNode } from "react";
import { cn } from "@/lib/classNames";

/** Something that is on or off at once, with what it means. */
export function Switch({
	label,
	hint,
	checked,
	onChange,
	disabled = false,
	className,
	testId,
}: {
	label: ReactNode;
	hint?: ReactNode;
	checked: boolean;
	onChange: (checked: boolean) => void;
	disabled?: boolean;
	className?: string;
	testId?: string;
}) {
	return (
		<Field.Root
			disabled={disabled}
			className={cn("grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3", className)}
		>
			<Primitive.Root
				checked={checked}
				onCheckedChange={(next) => onChange(next)}
				data-testid={testId}
				className="mt-0.5 flex h-5 w-9 cursor-pointer rounded-[4px] border border-line-strong bg-sunken p-[3px] transition-colors data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:cursor-default data-[disabled]:opacity-60"
			>
				<Primitive.Thumb className="size-3 rounded-[2px] bg-line-strong transition-transform data-[checked]:translate-x-4 data-[checked]:bg-on-accent" />
			</Primitive.Root>
			<Field.Label className="cursor-pointer text-sm font-medium data-[disabled]:cursor-default data-[disabled]:opacity-60">
				{label}
			</Field.Label>
			{hint ? (
				<Field.Description className="col-start-2 mt-0.5 text-[0.8125rem] text-ink-3">
					{hint}
				</Field.Description>
			) : null}
		</Field.Root>
	);
}
