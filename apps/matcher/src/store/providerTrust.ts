import type { ProviderTrust } from "@tabgrid/protocol";
import { isEstablished } from "../core/trust/odds.ts";
import { decayed, trust } from "../core/trust/trustRecord.ts";
import { trustPolicies } from "../core/trust/trustRules.ts";

/** A provider's standing, from its row. */
export interface TrustRow {
	readonly good: number;
	readonly bad: number;
	readonly trust_at: number;
	readonly checks_passed: number;
	readonly checks_failed: number;
	readonly suspended_until: number;
	readonly suspended_for: "wrong" | "unanswered" | null;
}

/** The row of a provider that begins, as the schema has it. */
export const newRecord: TrustRow = {
	good: 0,
	bad: 0,
	trust_at: 0,
	checks_passed: 0,
	checks_failed: 0,
	suspended_until: 0,
	suspended_for: null,
};

export const trustColumns =
	"good, bad, trust_at, checks_passed, checks_failed, suspended_until, suspended_for";

/** What the grid thinks of a provider now, as others see it. */
export function providerTrust(row: TrustRow, now: number): ProviderTrust {
	const record = decayed({ good: row.good, bad: row.bad, at: row.trust_at }, now);
	const rules = trustPolicies.balanced;
	const established = isEstablished(rules, record);
	const missing = Math.ceil(rules.establishedAfter - record.good - 1e-6);
	return {
		trust: trust(record),
		checks: { passed: row.checks_passed, failed: row.checks_failed },
		established,
		checksMissing: established ? 0 : Math.max(1, missing),
		suspended:
			row.suspended_until > now && row.suspended_for !== null
				? { until: row.suspended_until, reason: row.suspended_for }
				: null,
	};
}
