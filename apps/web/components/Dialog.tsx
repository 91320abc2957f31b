"use client";
import { Dialog as Primitive } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { cn } from "@/lib/classNames";
import { appStrings } from "@/strings/app";
import { Button } from "./Button";

const placement = {
	centre:
		"top-1/2 left-1/2 max-h-[85dvh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg data-[ending-style]:scale-[0.98] data-[ending-style]:opacity-0 data-[starting-style]:scale-[0.98] data-[starting-style]:opacity-0",
	side: "top-0 right-0 h-dvh w-[min(36rem,100vw)] border-y-0 border-r-0 data-[ending-style]:translate-x-8 data-[ending-style]:opacity-0 data-[starting-style]:translate-x-8 data-[starting-style]:opacity-0",
};

/** A modal dialog: in the centre for a question, at the side for a look into something. */
export function Dialog({
	open,
	onOpenChange,
	title,
	description,
	side = false,
	children,
	footer,
	testId,
	onKeyDown,
	finalFocus,
}: {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	title: ReactNode;
	description?: ReactNode;
	side?: boolean;
	children?: ReactNode;
	footer?: ReactNode;
	testId?: string;
	onKeyDown?: (event: KeyboardEvent) => void;
	/** What gets the focus when it closes, where that isn't what had it before. */
	finalFocus?: RefObject<HTMLElement | null> | undefined;
}) {
	return (
		<Primitive.Root open={open} onOpenChange={onOpenChange}>
			<Primitive.Portal>
				<Primitive.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
				<Primitive.Popup
					data-testid={testId}
					onKeyDown={onKeyDown}
					finalFocus={finalFocus}
					className={cn(
						"fixed z-50 flex flex-col border border-line bg-surface shadow-raised transition-[transform,opacity,scale,translate] duration-150",
						side ? placement.side : placement.centre,
					)}
				>
					<header className="flex items-start justify-between gap-3 border-b border-line px-5 py-3.5">
						<div className="min-w-0">
							<Primitive.Title className="font-semibold">{title}</Primitive.Title>
							{description ? (
								<Primitive.Description className="mt-0.5 text-[0.8125rem] text-ink-3">
									{description}
								</Primitive.Description>
							) : null}
						</div>
						<Primitive.Close
							render={
								<Button
									variant="quiet"
									size="sm"
									className="-mr-2 px-2"
									aria-label={appStrings.close}
								/>
							}
						>
							<X aria-hidden />
						</Primitive.Close>
					</header>
					{children ? (
						<div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
					) : null}
					{footer ? (
						<footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">
							{footer}
						</footer>
					) : null}
				</Primitive.Popup>
			</Primitive.Portal>
		</Primitive.Root>
	);
}
