"use client";
import { Toast as Primitive } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { cn } from "@/lib/classNames";
import { appStrings } from "@/strings/app";
import { toastsShownBy } from "./Toast";

const manager = Primitive.createToastManager();

function Toasts() {
	const { toasts } = Primitive.useToastManager();
	// In a turn of its own: effects run from the inside out, and by then the provider listens.
	useEffect(() => {
		const timer = setTimeout(() => toastsShownBy(manager));
		return () => clearTimeout(timer);
	}, []);
	return toasts.map((item) => (
		<Primitive.Root
			key={item.id}
			toast={item}
			data-testid="toast"
			className={cn(
				"pointer-events-auto w-full rounded-md border bg-surface px-4 py-3 shadow-raised transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0",
				item.type === "failed" ? "border-bad/50" : "border-line",
			)}
		>
			<Primitive.Content className="flex items-start gap-3">
				<span
					aria-hidden
					className={cn(
						"mt-1.5 size-2 shrink-0 rounded-[1px]",
						item.type === "failed" ? "bg-bad" : "bg-accent",
					)}
				/>
				<div className="min-w-0 flex-1">
					<Primitive.Title className="text-sm font-medium" />
					<Primitive.Description className="mt-0.5 text-[0.8125rem] break-words text-ink-2" />
					{item.actionProps ? (
						<Primitive.Action className="mt-1.5 -ml-2 rounded px-2 py-1 text-[0.8125rem] font-medium text-accent hover:bg-sunken" />
					) : null}
				</div>
				<Primitive.Close
					aria-label={appStrings.close}
					className="-mr-1 rounded p-0.5 text-ink-3 hover:bg-sunken hover:text-ink"
				>
					<X aria-hidden className="size-4" />
				</Primitive.Close>
			</Primitive.Content>
		</Primitive.Root>
	));
}

/** Where toasts appear, once, at the root of the page: above the dock, away from what pages offer to press. */
export function Toaster() {
	return (
		<Primitive.Provider toastManager={manager}>
			<Primitive.Portal>
				<Primitive.Viewport className="pointer-events-none fixed bottom-[4.5rem] left-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2">
					<Toasts />
				</Primitive.Viewport>
			</Primitive.Portal>
		</Primitive.Provider>
	);
}
