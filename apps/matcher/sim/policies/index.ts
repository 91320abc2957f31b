import { trustPolicies } from "../../src/core/trust/trustRules.ts";
import type { SimPolicy } from "../model.ts";
import type { Random } from "../random.ts";
import { boinc } from "./boinc.ts";
import { fixedQuorum } from "./fixedQuorum.ts";
import { poco } from "./poco.ts";
import { tabgrid } from "./tabgrid.ts";

type MakePolicy = (random: Random) => SimPolicy;

/** The policies side by side, ours last: each makes a fresh one for a run. */
const policies: Readonly<Record<string, MakePolicy>> = {
	"2-of-2": () => fixedQuorum(2, 2),
	"2-of-3": () => fixedQuorum(2, 3),
	boinc: (random) => boinc(random),
	poco: () => poco(),
	"tabgrid-fast": (random) => tabgrid("tabgrid-fast", trustPolicies.fast, random),
	"tabgrid-paranoid": (random) => tabgrid("tabgrid-paranoid", trustPolicies.paranoid, random),
	tabgrid: (random) => tabgrid("tabgrid", trustPolicies.balanced, random),
};

export const policyNames = Object.keys(policies);

/** `tabgrid@CHECKS/CANARIES`: balanced with another least chance of a check and share of canaries. */
const variant = /^tabgrid@(0?\.\d{1,6}|[01])\/(0?\.\d{1,6}|0)$/;

/** Makes the policy of a name, or of a variant's; undefined for another. */
export function policyOf(name: string): MakePolicy | undefined {
	const [, checks, canaries] = variant.exec(name) ?? [];
	if (checks === undefined || canaries === undefined) return policies[name];
	const changed = { leastCheck: Number(checks), canaryShare: Number(canaries) };
	return (random) => tabgrid(name, { ...trustPolicies.balanced, ...changed }, random);
}

export const isVariant = (name: string) => variant.test(name);
export const isPolicy = (name: string) => policyOf(name) !== undefined;
