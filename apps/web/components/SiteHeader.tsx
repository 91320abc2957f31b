"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/lib/classNames";
import { Link } from "./Link";
import { Logo } from "./Logo";
import { ThemeSwitch } from "./ThemeSwitch";

const links = [
	{ href: "/", label: "Home" },
	{ href: "/jobs", label: "Jobs" },
	{ href: "/jobs/new", label: "New job" },
	{ href: "/kernels", label: "Kernels" },
	{ href: "/network", label: "Network" },
	{ href: "/earnings", label: "Earnings" },
] as const;

/** The link whose page this is: the longest that the path begins with. */
function currentLink(pathname: string) {
	if (pathname === "/jobs/new") return "/jobs/new";
	return links.findLast(({ href }) => (href === "/" ? pathname === "/" : pathname.startsWith(href)))
		?.href;
}

/** The site's header; `wallet` is the wallet's place at the right. */
export function SiteHeader({ wallet }: { wallet: ReactNode }) {
	const current = currentLink(usePathname());
	return (
		<header className="top-0 z-30 border-b sm:sticky border-line bg-bg/95 backdrop-blur-sm">
			<div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 px-4 sm:px-6">
				<Link
					href="/"
					aria-label="Tabgrid, home"
					className="flex h-14 items-center gap-2.5 font-semibold tracking-tight"
				>
					<Logo className="size-5" />
					Tabgrid
				</Link>
				<div className="ml-auto flex h-14 items-center gap-1.5 sm:order-3">
					<ThemeSwitch />
					{wallet}
				</div>
				<nav
					aria-label="Main"
					className="-mx-4 flex w-[calc(100%+2rem)] gap-1 overflow-x-auto px-2 sm:order-2 sm:m-0 sm:w-auto sm:px-0"
				>
					{links.map(({ href, label }) => (
						<Link
							key={href}
							href={href}
							aria-current={href === current ? "page" : undefined}
							className={cn(
								"relative flex h-10 items-center rounded px-2.5 text-sm whitespace-nowrap text-ink-2 hover:text-ink sm:h-14",
								href === current &&
									"font-medium text-ink after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:bg-accent",
							)}
						>
							{label}
						</Link>
					))}
				</nav>
			</div>
		</header>
	);
}
