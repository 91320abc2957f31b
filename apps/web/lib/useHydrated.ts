"use client";
import { startTransition, useEffect, useState } from "react";

/**
 * Whether the page runs in a browser by now: false on the server and while hydrating, then true by a
 * transition, so that what appears with it is rendered in slices and holds nothing up.
 */
export function useHydrated(): boolean {
	const [hydrated, setHydrated] = useState(false);
	useEffect(() => startTransition(() => setHydrated(true)), []);
	return hydrated;
}
