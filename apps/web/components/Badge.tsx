import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/classNames";

const badge = cva(
	"inline-flex items-center gap-1.5 rounded px-1.5 py-0.5 text-xs font-medium whitespace-nowrap",
	{
		variants: {
			tone: {
				neutral: "bg-sunken text-ink-2",
				accent: "bg-accent-soft text-accent",
				info: "bg-info-soft text-info",
				warn: "bg-warn-soft text-warn",
				bad: "bg-bad-soft text-bad",
			},
		},
		defaultVariants: { tone: "neutral" },
	},
);

export type Tone = NonNullable<VariantProps<typeof badge>["tone"]>;

/** A short word about a state; `dot` puts a square of the same colour before it. */
export function Badge({
	tone,
	dot = false,
	className,
	children,
	...props
}: ComponentProps<"span"> & { tone?: Tone; dot?: boolean }) {
	return (
		<span className={cn(badge({ tone }), className)} {...props}>
			{dot ? <span aria-hidden className="size-1.5 rounded-[1px] bg-current" /> : null}
			{children}
		</span>
	);
}
