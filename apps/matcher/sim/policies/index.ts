import { trustPolicies } from "../../src/core/trust/trustRules.ts";
import type { SimPolicy } from "../model.ts";
import type { Random } from "../random.ts";
import { boinc } from "./boinc.ts";
import { fixedQuorum } from "./fixedQuorum.ts";
import { poco } from "./poco.ts";
import { tabgrid } from "./tabgrid.ts";

/** The policies side by side, ours last: each makes a fresh one for a run. */
export const policies: Readonly<Record<string, (random: Random) => SimPolicy>> = {
	"2-of-2": () => fixedQuorum(2, 2),
	"2-of-3": () => fixedQuorum(2, 3),
	boinc: (random) => boinc(random),
	poco: () => poco(),
	"tabgrid-fast": (random) => tabgrid("tabgrid-fast", trustPolicies.fast, random),
	"tabgrid-paranoid": (random) => tabgrid("tabgrid-paranoid", trustPolicies.paranoid, random),
	tabgrid: (random) => tabgrid("tabgrid", trustPolicies.balanced, random),
};
