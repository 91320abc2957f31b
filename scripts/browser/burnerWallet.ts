import { Address } from "@tabgrid/protocol";
import type { Page } from "playwright-core";

/** Connects the devnet's burner wallet through RainbowKit's dialog. Answers its address. */
export async function connectBurnerWallet(page: Page): Promise<Address> {
	await page.getByTestId("rk-connect-button").first().click();
	await page.getByTestId("rk-wallet-option-burner").click();
	const account = page.getByTestId("rk-account-button").first();
	await account.waitFor();
	const label = await account.getAttribute("aria-label");
	return Address.parse(label?.split(" ").at(-1));
}

/** Selects the provider dock in one of the phases. */
function dockInPhase(...phases: readonly string[]): string {
	return phases.map((phase) => `[data-testid="provider-dock"][data-phase="${phase}"]`).join(",");
}

/**
 * Goes to the earnings page, connects the burner wallet and links it to the tab's session key by the
 * page's own buttons, once the tab is at the matcher's disposal. Answers the wallet's address. From then on it earns what the tab computes.
 */
export async function linkBurnerWallet(page: Page): Promise<Address> {
	await page.goto("/earnings");
	const wallet = await connectBurnerWallet(page);
	await page.locator(dockInPhase("idle", "working")).waitFor();
	await page.getByTestId("link-wallet").click();
	const linked = page.locator(`[data-testid="linked-wallet"][data-wallet="${wallet}"]`);
	await linked.waitFor();
	return wallet;
}

/** On the earnings page, with its newest vouchers: gets gas money from the faucet and redeems all. */
export async function redeemOnPage(page: Page): Promise<void> {
	await page.reload();
	const filled = page.waitForResponse(
		(response) => new URL(response.url()).pathname === "/faucet" && response.ok(),
	);
	await page.getByTestId("faucet").last().click();
	await filled;
	await page.getByTestId("redeem-all").click();
}
