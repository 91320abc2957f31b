import { count } from "@/lib/count";

const checks = (value: number) => `${count(value)} ${value === 1 ? "check" : "checks"}`;

/** The words of a provider's trust, in the dock and on its account page. */
export const trustStrings = {
	title: "Trust",
	hint: "The chance that its next result is right, as the matcher reckons it from checks.",
	value: (trust: number) => `${Math.floor(trust * 100)} %`,
	meter: "Trust",
	established: "Established: its results may stand alone.",
	missing: (missing: number) =>
		`${count(missing)} more passed ${missing === 1 ? "check" : "checks"} until its results may stand alone.`,
	checked: (passed: number, failed: number) => `${checks(passed)} passed, ${count(failed)} failed.`,
	raises:
		"Every result that another provider’s result confirms raises it; results that nobody checks say nothing. A wrong one costs all of it, and a day or more without such work.",
	suspended: (until: string) => `No work until ${until}`,
	reasons: {
		wrong:
			"A result was found wrong. Jobs that go by trust get none of its work until then; what it had not been paid for is checked again.",
		unanswered:
			"Leases ended without a result. This costs no trust: it gets work again then, and each further time the pause is longer.",
	},
	pending: "Pending",
	pendingMeans: "agreed in jobs that haven’t settled; earned when they do",
} as const;
