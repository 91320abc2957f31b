"use client";
import { type ReactNode, useId } from "react";
import { cn } from "@/lib/classNames";

export interface RadioCard<T extends string> {
	readonly value: T;
	readonly name: string;
	/** What choosing it means, in a sentence. */
	readonly means: string;
	/** Beside the name. */
	readonly badge?: ReactNode;
	/** Below the sentence; spans, because they stand in a label. */
	readonly figures?: ReactNode;
}

/** A choice of one among a few, each a card that says what it means; the arrow keys move it. */
export function RadioCards<T extends string>({
	cards,
	chosen,
	onChoose,
	testId,
	className,
}: {
	cards: readonly RadioCard<T>[];
	chosen: T;
	onChoose: (value: T) => void;
	/** The cards' own test ids are this, a dash and the value. */
	testId: string;
	/** The grid's columns. */
	className: string;
}) {
	const name = useId();
	return (
		<div className={cn("mt-2 grid gap-3", className)}>
			{cards.map(({ value, name: title, means, badge, figures }) => (
				<label
					key={value}
					className="flex cursor-pointer flex-col rounded-lg border border-line bg-surface p-4 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft/40 has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
				>
					<span className="flex items-center gap-2.5">
						<input
							type="radio"
							name={name}
							value={value}
							checked={value === chosen}
							onChange={() => onChoose(value)}
							aria-describedby={`${name}-${value}`}
							className="size-4 shrink-0 accent-accent outline-none"
							data-testid={`${testId}-${value}`}
						/>
						<span className="text-sm font-semibold">{title}</span>
						{badge}
					</span>
					<span
						id={`${name}-${value}`}
						className="mt-1.5 flex flex-1 flex-col justify-between gap-3"
					>
						<span className="text-[0.8125rem] text-ink-2">{means}</span>
						{figures}
					</span>
				</label>
			))}
		</div>
	);
}
