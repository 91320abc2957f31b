"use client";
import { useState } from "react";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { provideStrings } from "@/strings/provide";

/**
 * Runs one action at a time: whether one runs, and a way to start it. A failure is shown as a toast,
 * and `undo` is called then.
 */
export function usePending(): [boolean, (action: () => Promise<void>, undo?: () => void) => void] {
	const [pending, setPending] = useState(false);
	return [
		pending,
		(action, undo) => {
			setPending(true);
			action()
				.catch((error: unknown) => {
					undo?.();
					toast.failed(provideStrings.didNotWork, explainError(error).message);
				})
				.finally(() => setPending(false));
		},
	];
}
