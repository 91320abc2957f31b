"use client";
import { cn } from "@/lib/classNames";
import { explainError } from "@/lib/explainError";
import { Button } from "./Button";
import { Notice } from "./Notice";

/** Why something could not be shown, with a way to try again. */
export function QueryError({
	error,
	what,
	retry,
	className,
}: {
	error: unknown;
	/** What is missing: "the jobs". */
	what: string;
	retry?: () => void;
	className?: string;
}) {
	const { kind, message } = explainError(error);
	return (
		<Notice
			tone={kind === "offline" ? "warn" : "bad"}
			testId={kind === "offline" ? "matcher-offline" : "query-error"}
			className={cn("m-4", className)}
			title={kind === "offline" ? "The matcher is out of reach" : `Could not show ${what}`}
			actions={
				retry ? (
					<Button size="sm" variant="secondary" onClick={retry}>
						Try again
					</Button>
				) : undefined
			}
		>
			{message}
			{kind === "offline" ? " This page tries again by itself every few seconds." : null}
		</Notice>
	);
}
