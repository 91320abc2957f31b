import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/classNames";

const tones = {
	info: { box: "border-line bg-sunken", icon: "text-ink-2", Icon: Info },
	warn: { box: "border-warn/30 bg-warn-soft", icon: "text-warn", Icon: TriangleAlert },
	bad: { box: "border-bad/30 bg-bad-soft", icon: "text-bad", Icon: CircleAlert },
};

/** Something to know before going on, with what can be done about it. */
export function Notice({
	tone = "info",
	title,
	children,
	actions,
	className,
	testId,
}: {
	tone?: keyof typeof tones;
	title?: ReactNode;
	children?: ReactNode;
	actions?: ReactNode;
	className?: string;
	testId?: string;
}) {
	const { box, icon, Icon } = tones[tone];
	return (
		<div
			role={tone === "bad" ? "alert" : "note"}
			data-testid={testId}
			className={cn("flex gap-3 rounded-md border px-4 py-3 text-sm", box, className)}
		>
			<Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", icon)} />
			<div className="min-w-0 flex-1 space-y-1">
				{title ? <p className="font-medium">{title}</p> : null}
				{children ? <div className="break-words text-ink-2">{children}</div> : null}
				{actions ? <div className="flex flex-wrap gap-2 pt-2">{actions}</div> : null}
			</div>
		</div>
	);
}
