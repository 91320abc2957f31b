import { cn } from "@/lib/classNames";

/** A share from 0 to 1 as a bar, beside a figure that says the same. */
export function ShareBar({
	share,
	className = "fill-accent",
}: {
	share: number;
	className?: string;
}) {
	return (
		<svg
			aria-hidden="true"
			viewBox="0 0 100 6"
			preserveAspectRatio="none"
			className="h-1.5 w-full min-w-16 rounded-full bg-sunken"
		>
			<rect width={Math.max(0, Math.min(1, share)) * 100} height={6} className={cn(className)} />
		</svg>
	);
}
