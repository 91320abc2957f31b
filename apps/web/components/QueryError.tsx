"use client";
import { cn } from "@/lib/classNames";
import { explainError } from "@/lib/explainError";
import { appStrings } from "@/strings/app";
import { Button } from "./Button";
import { Notice } from "./Notice";

const words = appStrings.queryError;

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
			title={kind === "offline" ? words.offline : words.couldNot(what)}
			actions={
				retry ? (
					<Button size="sm" variant="secondary" onClick={retry}>
						{words.again}
					</Button>
				) : undefined
			}
		>
			{message}
			{kind === "offline" ? ` ${words.itself}` : null}
		</Notice>
	);
}
