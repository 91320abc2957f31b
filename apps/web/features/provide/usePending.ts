"use client";
import { useState } from "react";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";

/** Runs one action at a time: whether one runs, and a way to start it. Failures are shown as toasts. */
export function usePending(): [boolean, (action: () => Promise<void>) => void] {
	const [pending, setPending] = useState(false);
	return [
		pending,
		(action) => {
			setPending(true);
			action()
				.catch((error: unknown) => toast.failed("That did not work.", explainError(error).message))
				.finally(() => setPending(false));
		},
	];
}
