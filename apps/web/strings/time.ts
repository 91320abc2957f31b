/** Words for distances in time; units are in seconds, the longest first. */
export const timeStrings = {
	units: [
		{ length: 31_536_000, one: "yr.", many: "yr." },
		{ length: 2_592_000, one: "mo.", many: "mo." },
		{ length: 86_400, one: "day", many: "days" },
		{ length: 3_600, one: "hr.", many: "hr." },
		{ length: 60, one: "min.", many: "min." },
		{ length: 1, one: "sec.", many: "sec." },
	],
	justNow: "just now",
	ago: (distance: string) => `${distance} ago`,
	ahead: (distance: string) => `in ${distance}`,
} as const;
