"use client";
import { Tabs as Primitive } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

/** A row of tabs. What a tab shows is the caller's business (a filter or a panel). */
export function Tabs<Value extends string>({
	value,
	onChange,
	tabs,
	label,
}: {
	value: Value;
	onChange: (value: Value) => void;
	tabs: readonly { value: Value; label: ReactNode; disabled?: boolean }[];
	label: string;
}) {
	return (
		<Primitive.Root value={value} onValueChange={(next: Value) => onChange(next)}>
			<Primitive.List
				aria-label={label}
				className="inline-flex gap-1 rounded-md border border-line bg-sunken p-1"
			>
				{tabs.map((tab) => (
					<Primitive.Tab
						key={tab.value}
						value={tab.value}
						disabled={tab.disabled}
						data-testid={`tab-${tab.value}`}
						className="h-7 shrink-0 rounded px-3 whitespace-nowrap text-[0.8125rem] font-medium text-ink-2 transition-colors hover:text-ink data-[active]:bg-surface data-[active]:text-ink data-[active]:shadow-sm data-[disabled]:opacity-50"
					>
						{tab.label}
					</Primitive.Tab>
				))}
			</Primitive.List>
		</Primitive.Root>
	);
}
