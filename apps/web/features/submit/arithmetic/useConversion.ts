"use client";
import { type Dispatch, useEffect, useState } from "react";
import type { Draft, DraftAction } from "../draft";
import type { PlanState } from "../usePlan";
import type { Conversion } from "./arithmetic";

/** A network that couldn't be made exact, and the files that it was among. */
interface Refusal {
	readonly files: Draft["files"];
	readonly conversion: Extract<Conversion, { kind: "refused" }>;
}

/**
 * What became of making the draft's network exact. One that can't be goes back to what it is; why is
 * told for as long as the files stay and nothing else is chosen.
 */
export function useConversion(
	{ files, settings: { arithmetic } }: Pick<Draft, "files" | "settings">,
	plan: PlanState,
	change: Dispatch<DraftAction>,
): Conversion | null {
	const [refusal, setRefusal] = useState<Refusal | null>(null);
	const made = plan.kind === "planned" ? plan.conversion : null;
	useEffect(() => {
		if (made?.kind !== "refused" || made.arithmetic !== arithmetic) return;
		setRefusal({ files, conversion: made });
		change({ kind: "settings", change: { arithmetic: "float" } });
	}, [made, arithmetic, files, change]);
	if (made?.kind === "converted" && made.arithmetic === arithmetic) return made;
	return arithmetic === "float" && refusal?.files === files ? refusal.conversion : null;
}
