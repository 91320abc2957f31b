import type { Page } from "playwright-core";
import { connectBurnerWallet } from "../browser/index.ts";
import type { LookedAtPage } from "./pages.ts";
import type { RareJobs } from "./rareJobs.ts";

/** A page that something is done on before it is looked at, by a visitor who was nowhere before. */
export interface LookedAtState extends LookedAtPage {
	/** Whether it lies over a page, of which the rest doesn't matter. */
	readonly overlay?: boolean;
	/** Brings the page there. */
	readonly bring: (page: Page) => Promise<void>;
}

/** What people see of pages only when they do something, or when something is wrong. */
export function statesOf({ disputedJobId, pinnedJobId }: RareJobs): LookedAtState[] {
	return [
		{
			name: "shard-disputed",
			path: `/jobs/${disputedJobId}?shard=0`,
			overlay: true,
			bring: async (page) => {
				const difference = page.getByTestId("difference-canonical").first();
				await difference.scrollIntoViewIfNeeded();
			},
		},
		{
			name: "job-pinned",
			path: `/jobs/${pinnedJobId}`,
			bring: (page) => page.getByTestId("job-pinned").waitFor(),
		},
		{
			name: "dock-open",
			path: "/",
			overlay: true,
			bring: async (page) => {
				await page.getByTestId("provider-resume").click();
				await page.getByTestId("provider-expand").click();
				await page.getByTestId("trust-value").scrollIntoViewIfNeeded();
			},
		},
		{
			name: "earnings-staked",
			path: "/earnings",
			bring: (page) => stakeSome(page, "1"),
		},
		{
			name: "earnings-stake-leaving",
			path: "/earnings",
			bring: async (page) => {
				await stakeSome(page, "1");
				await page.getByTestId("stake-take-back").click();
				await page.getByTestId("notice-amount").fill("0.4");
				await page.getByTestId("stake-notice").click();
				await page.getByTestId("stake-leaving").waitFor();
			},
		},
		{
			name: "new-job-exact",
			path: "/jobs/new",
			bring: async (page) => {
				await page.getByTestId("example-tiny-classifier").click();
				await page.getByTestId("arithmetic-exact8").click();
				await page.getByTestId("conversion-cost").waitFor();
				await measured(page);
			},
		},
		{
			name: "new-job-text",
			path: "/jobs/new",
			bring: async (page) => {
				await page.getByTestId("example-tiny-classifier").click();
				await measured(page);
				await page.getByText("Advanced", { exact: true }).click();
				await page.getByTestId("comparator-logits").selectOption("text");
			},
		},
	];
}

/** Connects a burner wallet, fills it, and puts some of it at stake. */
async function stakeSome(page: Page, amount: string): Promise<void> {
	await connectBurnerWallet(page);
	await page.getByTestId("faucet").last().click();
	await page.getByTestId("stake-amount").fill(amount);
	await page.getByTestId("stake-submit").click();
	await page.getByTestId("staked-amount").waitFor();
}

/** Waits until the wizard has measured how far backends lie apart. */
const measured = (page: Page) => page.locator('[data-testid="probe"][data-state="done"]').waitFor();
