import { expect, test } from "../fixtures/test.ts";

test.use({ gridName: "dock" });

test("an open tab provides by itself, pauses when told, and remembers it over a reload", async ({
	openTab,
}) => {
	const page = await openTab();
	const dock = page.getByTestId("provider-dock");
	await expect(dock).toHaveAttribute("data-phase", "idle", { timeout: 60_000 });

	await page.getByTestId("provider-pause").click();
	await expect(dock).toHaveAttribute("data-phase", "paused");
	await page.reload();
	await expect(dock).toHaveAttribute("data-phase", "paused");

	await page.getByTestId("provider-resume").click();
	await expect(dock).toHaveAttribute("data-phase", "idle", { timeout: 60_000 });
	await page.reload();
	await expect(dock).toHaveAttribute("data-phase", "idle", { timeout: 60_000 });
});

test("tabs of one browser are one provider, and another takes over when the first closes", async ({
	openTab,
}) => {
	const first = await openTab();
	const dock = first.getByTestId("provider-dock");
	await expect(dock).toHaveAttribute("data-phase", "idle", { timeout: 60_000 });
	const providerId = await dock.getAttribute("data-provider-id");

	const second = await first.context().newPage();
	await second.goto("/");
	const secondDock = second.getByTestId("provider-dock");
	await expect(secondDock).toHaveAttribute("data-phase", "following");
	await expect(secondDock).toHaveAttribute("data-provider-id", providerId ?? "");

	await first.close();
	await expect(secondDock).toHaveAttribute("data-phase", "idle", { timeout: 60_000 });
	await expect(secondDock).toHaveAttribute("data-provider-id", providerId ?? "");
});
