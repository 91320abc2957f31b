"use client";
import { useState } from "react";

/**
 * A choice that is shown at once and takes a moment to come true: the wanted value until `actual` says
 * the same.
 * @returns the value to show, and a setter; `null` takes the wish back.
 */
export function useWanted<T extends string | number | boolean>(
	actual: T,
): [T, (value: T | null) => void] {
	const [wanted, setWanted] = useState<T | null>(null);
	if (wanted !== null && wanted === actual) setWanted(null);
	return [wanted ?? actual, setWanted];
}
