import { expect, test } from "vitest";
import { plotShape } from "./plot";

const box = { width: 100, height: 10 };

test("points lie between the corners in order of time, under a rounded top", () => {
	const shape = plotShape(
		[0, 3, 97].map((value, index) => ({ at: 1_000 + index * 60, value })),
		box,
	);
	expect(shape.top).toBe(100);
	expect(shape.places.map(({ x }) => x)).toEqual([0, 0.5, 1]);
	expect(shape.places.at(-1)?.y).toBeCloseTo(0.97);
	expect(shape.line).toMatch(/^M0,10C/);
	expect(shape.area.endsWith("Z")).toBe(true);
});

test("what was not measured is left out and moves nothing", () => {
	const shape = plotShape(
		[
			{ at: 0, value: null },
			{ at: 10, value: 1 },
			{ at: 20, value: null },
		],
		{ ...box, top: 1 },
	);
	expect(shape.places).toEqual([{ x: 0.5, y: 1, index: 1 }]);
	expect(shape.top).toBe(1);
});

test("nothing at all is a flat plot, not a broken one", () => {
	expect(plotShape([], box)).toMatchObject({ line: "", top: 1, places: [] });
	const flat = plotShape([{ at: 5, value: 0 }], box);
	expect(flat.places).toEqual([{ x: 0.5, y: 0, index: 0 }]);
});
