"use client";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/lib/classNames";
import { appStrings } from "@/strings/app";
import { Link } from "./Link";
import { Logo } from "./Logo";
import { ThemeSwitch } from "./ThemeSwitch";

const links = [
	{ href: "/", label: appStrings.links.home },
	{ href: "/jobs", label: appStrings.links.jobs },
	{ href: "/jobs/new", label: appStrings.links.newJob },
	{ href: "/kernels", label: appStrings.links.kernels },
	{ href: "/network", label: appStrings.links.network },
	{ href: "/earnings", label: appStrings.links.earnings },
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
	const nav = useRef<HTMLElement>(null);
	// On a phone the links are wider than the screen: the current one is brought into sight.
	useEffect(() => {
		const link = nav.current?.querySelector<HTMLElement>(`a[href="${current}"]`);
		if (link && nav.current) nav.current.scrollLeft = link.offsetLeft - nav.current.clientWidth / 2;
	}, [current]);
	return (
		<header className="top-0 z-30 border-b sm:sticky border-line bg-bg/95 backdrop-blur-sm">
			<div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 px-4 sm:px-6">
				<Link
					href="/"
					aria-label={appStrings.home}
					className="flex h-14 items-center gap-2.5 font-semibold tracking-tight"
				>
					<Logo className="size-5" />
					{appStrings.name}
				</Link>
				<div className="ml-auto flex h-14 items-center gap-1.5 sm:order-3">
					<ThemeSwitch />
					{wallet}
				</div>
				<nav
					ref={nav}
					aria-label={appStrings.main}
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
