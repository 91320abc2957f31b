"use client";
import { Button as Primitive } from "@base-ui/react/button";
import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/classNames";
import { Link } from "./Link";

const button = cva(
	"inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
	{
		variants: {
			variant: {
				primary: "bg-accent text-on-accent hover:bg-accent-strong",
				secondary:
					"border border-line bg-surface text-ink hover:border-line-strong hover:bg-sunken",
				quiet: "text-ink-2 hover:bg-sunken hover:text-ink",
				danger: "border border-bad/40 bg-surface text-bad hover:bg-bad-soft",
			},
			size: {
				sm: "h-8 px-3 text-[0.8125rem]",
				md: "h-10 px-4 text-sm",
				lg: "h-12 px-5 text-[0.9375rem]",
				icon: "size-10",
			},
		},
		defaultVariants: { variant: "primary", size: "md" },
	},
);

type Variants = VariantProps<typeof button>;

/** A button; while `busy` it shows a spinner and cannot be pressed, and its label stays readable. */
export function Button({
	className,
	variant,
	size,
	busy = false,
	disabled,
	children,
	...props
}: Omit<Primitive.Props, "className"> & Variants & { className?: string; busy?: boolean }) {
	return (
		<Primitive
			className={cn(button({ variant, size }), className)}
			disabled={disabled || busy}
			aria-busy={busy || undefined}
			{...props}
		>
			{busy ? <LoaderCircle className="animate-spin" aria-hidden /> : null}
			{children}
		</Primitive>
	);
}

/** A link that looks like a button. */
export function ButtonLink({
	className,
	variant,
	size,
	children,
	...props
}: ComponentProps<typeof Link> & Variants & { children: ReactNode }) {
	return (
		<Link className={cn(button({ variant, size }), className)} {...props}>
			{children}
		</Link>
	);
}
