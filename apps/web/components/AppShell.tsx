import type { ReactNode } from "react";
import { appStrings } from "@/strings/app";

/**
 * The frame of every page. It belongs to the root layout, so what stands here stays mounted while
 * pages change; a page that fills the window (`data-immersive`) only hides it. That is where the provider dock goes, which must not restart on navigation.
 */
export function AppShell({ children, dock }: { children: ReactNode; dock?: ReactNode }) {
	return (
		<div className="group/shell isolate flex min-h-dvh flex-col">
			<a
				href="#main"
				className="sr-only z-50 rounded-md bg-accent text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:px-4 focus:py-2"
			>
				{appStrings.skip}
			</a>
			{children}
			<footer className="mt-auto border-t border-line group-has-[[data-immersive]]/shell:hidden">
				<p className="mx-auto max-w-6xl px-4 pt-5 pb-24 text-[0.8125rem] text-ink-3 sm:px-6">
					{appStrings.footer}
				</p>
			</footer>
			{dock}
		</div>
	);
}
