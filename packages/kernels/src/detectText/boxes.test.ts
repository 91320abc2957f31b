import fc from "fast-check";
import { expect, it } from "vitest";
import { boxesOf } from "./boxes.ts";
import { cropBox } from "./cropBox.ts";
import { convexHull, cornersOf, smallestRectangle } from "./geometry.ts";
import { DetectTextParams } from "./params.ts";

const params = DetectTextParams.parse({});

/** A map whose pixels are `level` where `inside`. */
const mapOf = (
	width: number,
	height: number,
	inside: (x: number, y: number) => boolean,
	level = 230,
) =>
	Uint8Array.from({ length: width * height }, (_, at) =>
		inside(at % width, Math.floor(at / width)) ? level : 0,
	);

it("grows an upright block by area × unclip ÷ perimeter", () => {
	const map = mapOf(100, 60, (x, y) => x >= 20 && x < 60 && y >= 20 && y < 30);
	const [box, ...others] = boxesOf(map, 100, 60, params);
	expect(others).toEqual([]);
	const out = (40 * 10 * 1.5) / 100;
	expect(box).toMatchObject({ centre: [40, 25], axis: [1, 0] });
	expect(box?.width).toBeCloseTo(40 + 2 * out, 9);
	expect(box?.height).toBeCloseTo(10 + 2 * out, 9);
	expect(box?.score).toBeCloseTo(230 / 255, 9);
});

it("turns the box of slanted text with it", () => {
	const slope = Math.tan(Math.PI / 12);
	const map = mapOf(200, 100, (x, y) => x > 20 && x < 180 && Math.abs(y - 20 - x * slope) < 6);
	const [box] = boxesOf(map, 200, 100, params);
	const angle = Math.atan2(box?.axis[1] ?? 0, box?.axis[0] ?? 1);
	expect(angle).toBeCloseTo(Math.PI / 12, 1);
});

it("drops specks, faint regions and what lies under the thresholds", () => {
	expect(
		boxesOf(
			mapOf(40, 40, (x, y) => x === 5 && y === 5),
			40,
			40,
			params,
		),
	).toEqual([]);
	const block = (x: number, y: number) => x > 5 && x < 35 && y > 10 && y < 20;
	expect(boxesOf(mapOf(40, 40, block, 120), 40, 40, params)).toEqual([]);
	expect(boxesOf(mapOf(40, 40, block, 120), 40, 40, { ...params, boxThreshold: 0.4 })).toHaveLength(
		1,
	);
	expect(boxesOf(mapOf(40, 40, block, 60), 40, 40, { ...params, boxThreshold: 0 })).toEqual([]);
});

it("reads lines from the top and words of a line from the left", () => {
	const words: [number, number][] = [
		[60, 11],
		[5, 10],
		[5, 40],
	];
	const map = mapOf(120, 60, (x, y) =>
		words.some(([left, top]) => x >= left && x < left + 40 && y >= top && y < top + 10),
	);
	const places = boxesOf(map, 120, 60, params).map(({ centre }) => centre);
	expect(places).toEqual([
		[25, 15],
		[80, 16],
		[25, 45],
	]);
});

it("puts the smallest rectangle around every point", () => {
	const point = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }));
	fc.assert(
		fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
			const box = smallestRectangle(convexHull(points));
			const xs = points.map(([x]) => x);
			const ys = points.map(([, y]) => y);
			const upright = (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
			expect(box.width * box.height).toBeLessThanOrEqual(upright + 1e-9);
			const [ax, ay] = box.axis;
			for (const [x, y] of points) {
				const [u, v] = [x - box.centre[0], y - box.centre[1]];
				expect(Math.abs(u * ax + v * ay)).toBeLessThanOrEqual(box.width / 2 + 1e-9);
				expect(Math.abs(v * ax - u * ay)).toBeLessThanOrEqual(box.height / 2 + 1e-9);
			}
		}),
	);
});

it("cuts a box out of a picture as it stands there, and turns tall ones", () => {
	const width = 80;
	const data = Uint8ClampedArray.from({ length: width * 40 * 4 }, (_, at) => (at >> 2) % width);
	const picture = { width, height: 40, data };
	const upright = cropBox(
		picture,
		cornersOf({ centre: [40, 20], axis: [1, 0], width: 40, height: 10 }),
		"word",
	);
	expect(upright).toMatchObject({ label: "word", width: 42, height: 12 });
	const first = upright.data[0] ?? 0;
	expect(Math.abs(first - 19)).toBeLessThanOrEqual(1);
	const tall = cropBox(
		picture,
		cornersOf({ centre: [40, 20], axis: [1, 0], width: 10, height: 30 }),
		"tall",
	);
	expect(tall.width).toBeGreaterThan(tall.height);
});
