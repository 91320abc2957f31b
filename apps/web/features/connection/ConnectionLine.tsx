"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/Button";
import { connectionStrings as words } from "@/strings/connection";
import { FloatingLine } from "./FloatingLine";
import { useTrouble } from "./useTrouble";

/**
 * One calm line about what is in the way, no connection or no matcher, with the way out.
 * @param otherwise what stands there when all is well.
 */
export function ConnectionLine({ otherwise = null }: { otherwise?: ReactNode }) {
	const trouble = useTrouble();
	if (!trouble) return otherwise;
	return (
		<FloatingLine testId="connection-line" kind={trouble.kind}>
			{trouble.kind === "offline" ? words.offline : words.reconnecting}
			<Button size="sm" variant="secondary" onClick={trouble.tryNow}>
				{words.tryNow}
			</Button>
		</FloatingLine>
	);
}
