import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** One rule that a page breaks. */
export interface Finding {
	readonly rule: string;
	readonly impact: string;
	readonly help: string;
	/** Selectors of the elements at fault, the first few. */
	readonly where: readonly string[];
}

/** The serious and critical findings of axe on the page as it stands. */
export async function seriousFindings(page: Page): Promise<Finding[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations
		.filter(({ impact }) => impact === "serious" || impact === "critical")
		.map(({ id, impact, help, nodes }) => ({
			rule: id,
			impact: String(impact),
			help,
			where: nodes.slice(0, 4).map(({ target }) => target.join(" ")),
		}));
}
