import { toast } from "@/components/Toast";
import { submitStrings as words } from "@/strings/submit";
import type { Draft } from "./draft";

/** Says that an earlier draft gave way to another, and brings it back when that was not meant. */
export function offerAside(before: Draft, bringBack: (draft: Draft) => void): void {
	toast.offer(words.aside, {
		label: words.asideUndo,
		onPress: () => bringBack(before),
		testId: "undo-aside",
	});
}
