import { expect, test } from "vitest";
import { duration, relativeTime } from "./relativeTime";

test("a moment is told by its largest unit, past or future", () => {
	const now = 1_800_000_000_000;
	expect(relativeTime(now - 3_000, now)).toBe("just now");
	expect(relativeTime(now - 300_000, now)).toBe("5 min. ago");
	expect(relativeTime(now + 7_300_000, now)).toBe("in 2 hr.");
	expect(relativeTime(now - 12_000, now)).toBe("12 sec. ago");
	expect(relativeTime(now - 90_000_000, now)).toBe("1 day ago");
	expect(relativeTime(now + 9_000_000_000, now)).toBe("in 3 mo.");
});

test("a length of time shows what matters at its size", () => {
	expect(duration(12.4)).toBe("12 ms");
	expect(duration(3_240)).toBe("3.2 s");
	expect(duration(65_000)).toBe("1 min 5 s");
	expect(duration(3_900_000)).toBe("1 h 5 min");
	expect(duration(180_000_000)).toBe("2 d 2 h");
	expect(duration(86_400_000)).toBe("1 d");
});
