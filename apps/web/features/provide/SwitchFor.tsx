"use client";
import type { ReactNode } from "react";
import { Switch } from "@/components/Switch";
import { usePending } from "./usePending";
import { useWanted } from "./useWanted";

/** A switch whose change takes a moment to come true, and is taken back when it fails. */
export function SwitchFor({
	on,
	change,
	...props
}: {
	label: string;
	hint?: ReactNode;
	on: boolean;
	change: (on: boolean) => Promise<void>;
	disabled?: boolean;
	testId?: string;
}) {
	const [, run] = usePending();
	const [checked, want] = useWanted(on);
	return (
		<Switch
			{...props}
			checked={checked}
			onChange={(next) => {
				want(next);
				run(
					() => change(next),
					() => want(null),
				);
			}}
		/>
	);
}
