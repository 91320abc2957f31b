"use client";
import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link within the site. What lies behind it is fetched when a pointer, a finger or the focus comes
 * to it, rather than for every link on the screen: a page has a dozen, and a visitor follows one.
 */
export function Link({
	onPointerEnter,
	onFocus,
	...props
}: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
	const [near, setNear] = useState(false);
	return (
		<NextLink
			{...props}
			prefetch={near ? null : false}
			onPointerEnter={(event) => {
				setNear(true);
				onPointerEnter?.(event);
			}}
			onFocus={(event) => {
				setNear(true);
				onFocus?.(event);
			}}
		/>
	);
}
