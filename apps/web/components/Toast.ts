import type { ToastManager } from "@base-ui/react/toast";

type Message = Parameters<ToastManager["add"]>[0];

/** What shows toasts, once its code is there; until then they wait in `waiting`. */
let shownBy: ToastManager | null = null;
const waiting = new Map<string, Message>();
let last = 0;

function add(message: Message, id = `toast-${++last}`): string {
	if (shownBy) shownBy.add({ ...message, id });
	else waiting.set(id, message);
	return id;
}

function close(id: string): void {
	waiting.delete(id);
	shownBy?.close(id);
}

/** Tells toasts who shows them from now on, and shows those that waited. */
export function toastsShownBy(manager: ToastManager): void {
	shownBy = manager;
	for (const [id, message] of waiting) manager.add({ ...message, id });
	waiting.clear();
}

/** Says something briefly, from anywhere; errors stay until they are closed. */
export const toast = {
	done: (title: string, description?: string) => add({ title, description, type: "done" }),
	failed: (title: string, description?: string) =>
		// What fails again says so in the same place, instead of piling up.
		add({ title, description, type: "failed", timeout: 0, priority: "high" }, `failed-${title}`),
	/**
	 * Says something that can be followed or taken back by a press; stays longer than a mere word.
	 * @returns a function that takes the toast away.
	 */
	offer: (
		title: string,
		action: { readonly label: string; readonly onPress: () => void; readonly testId?: string },
		{ description, timeoutMs = 10_000 }: { description?: string; timeoutMs?: number } = {},
	): (() => void) => {
		const id = add({
			title,
			description,
			type: "done",
			timeout: timeoutMs,
			actionProps: {
				children: action.label,
				...(action.testId === undefined ? {} : { "data-testid": action.testId }),
				onClick: () => {
					close(id);
					action.onPress();
				},
			},
		});
		return () => close(id);
	},
};
