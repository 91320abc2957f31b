import type { ToastManager } from "@base-ui/react/toast";
import { expect, it, vi } from "vitest";

const shower = () => {
	const shown = new Map<string, unknown>();
	const manager: ToastManager = {
		" subscribe": () => () => {},
		add: (options) => {
			const id = String(options.id);
			shown.set(id, options.title);
			return id;
		},
		close: (id) => void shown.delete(String(id)),
		update: () => {},
		promise: (value) => value,
	};
	return { manager, titles: () => [...shown.values()] };
};

it("keeps what is said before anything can show it, but for what was taken back meanwhile", async () => {
	vi.resetModules();
	const { toast, toastsShownBy } = await import("./Toast");
	toast.failed("The upload stopped");
	const takeBack = toast.offer("Finished", { label: "Open", onPress: () => {} });
	toast.done("Paid");
	takeBack();
	const { manager, titles } = shower();
	toastsShownBy(manager);
	expect(titles()).toEqual(["The upload stopped", "Paid"]);
});

it("says the same failure once, with its latest reason", async () => {
	vi.resetModules();
	const { toast, toastsShownBy } = await import("./Toast");
	const { manager, titles } = shower();
	toast.failed("Nothing was staked", "You declined.");
	toastsShownBy(manager);
	toast.failed("Nothing was staked", "The chain does not answer.");
	toast.failed("Nothing was redeemed");
	expect(titles()).toEqual(["Nothing was staked", "Nothing was redeemed"]);
});

it("shows at once and takes away what is said later", async () => {
	vi.resetModules();
	const { toast, toastsShownBy } = await import("./Toast");
	const { manager, titles } = shower();
	toastsShownBy(manager);
	const takeBack = toast.offer("Finished", { label: "Open", onPress: () => {} });
	expect(titles()).toEqual(["Finished"]);
	takeBack();
	expect(titles()).toEqual([]);
});
