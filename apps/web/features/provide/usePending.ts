"use client";
import { useState } from "react";
import { showError } from "./showError";

/** Runs one action at a time: whether one runs, and a way to start it. Failures are shown as toasts. */
export function usePending(): [boolean, (action: () => Promise<void>) => void] {
	const [pending, setPending] = useState(false);
	return [
		pending,
		(action) => {
			setPending(true);
			action()
				.catch(showError)
				.finally(() => setPending(false));
		},
	];
}
