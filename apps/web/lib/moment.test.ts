import { describe, expect, it } from "vitest";
import { dateAndClock, momentOf } from "./moment";

const night = new Date(2_026, 2, 7, 4, 5, 59).getTime();

describe("a moment on a plot's axis", () => {
	it("is a time of day where points lie minutes apart, as the browser's own format writes it", () => {
		const format = new Intl.DateTimeFormat("en", {
			hour: "2-digit",
			minute: "2-digit",
			hourCycle: "h23",
		});
		for (let hour = 0; hour < 48; hour++) {
			const at = night + hour * 3_600_000;
			expect(momentOf(60_000)(at)).toBe(format.format(at));
		}
		expect(momentOf(60_000)(night)).toBe("04:05");
	});

	it("names the day as well where they lie hours apart", () => {
		expect(momentOf(3_600_000)(night)).toBe("Mar 7, 04:05");
	});

	it("names a day, of UTC, where they lie days apart", () => {
		expect(momentOf(86_400_000)(Date.UTC(2_026, 2, 7, 23, 59))).toBe("Mar 7");
	});
});

it("is written in full as a date and a time of day", () => {
	expect(dateAndClock(night)).toBe("2026-03-07 04:05");
});
