import * as fc from "fast-check";
import { expect, it } from "vitest";
import { integerLayer } from "./integerLayer.ts";
import type { Dense } from "./network.ts";
import { exactBelow } from "./rounding.ts";

const value = fc.float({ min: -100, max: 100, noNaN: true });
const layers = fc
	.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 3 }))
	.chain(([inputs, outputs]) =>
		fc.record({
			weights: fc.array(value, { minLength: inputs * outputs, maxLength: inputs * outputs }),
			bias: fc.array(value, { minLength: outputs, maxLength: outputs }),
			dims: fc.constant([inputs, outputs] as const),
			scale: fc.integer({ min: -6, max: 12 }),
			target: fc.option(fc.integer({ min: -6, max: 12 }), { nil: undefined }),
		}),
	);

it("never lets a partial sum of integers reach 2²⁴, in any order, for any input in range", () => {
	fc.assert(
		fc.property(layers, ({ weights, bias, dims, scale, target }) => {
			const [inputs, outputs] = dims;
			const layer: Dense = {
				kind: "dense",
				input: "x",
				output: "y",
				weights: { dims, values: Float32Array.from(weights) },
				bias: Float32Array.from(bias),
				activation: "none",
			};
			const made = integerLayer(
				layer,
				{ exponent: scale, low: 0, high: 255 },
				target === undefined ? undefined : { exponent: target, low: -127, high: 127 },
			);
			expect([...made.weights, ...made.bias].every(Number.isInteger)).toBe(true);
			expect(Math.max(...made.weights.map(Math.abs))).toBeLessThanOrEqual(127);
			expect(made.parts[0]?.from).toBe(0);
			expect(made.parts.at(-1)?.to).toBe(inputs);
			made.parts.forEach(({ from, to, bound }, place) => {
				expect(from).toBe(place === 0 ? 0 : made.parts[place - 1]?.to);
				expect(bound).toBeLessThan(exactBelow);
				for (let output = 0; output < outputs; output++) {
					// The worst order and input: all that is positive first, at its largest.
					let up = Math.max(0, place === 0 ? (made.bias[output] ?? 0) : 0);
					let down = Math.min(0, place === 0 ? (made.bias[output] ?? 0) : 0);
					for (let i = from; i < to; i++) {
						const product = 255 * (made.weights[i * outputs + output] ?? 0);
						if (product > 0) up += product;
						else down += product;
					}
					expect(Math.max(up, -down)).toBeLessThanOrEqual(bound);
				}
			});
		}),
		{ numRuns: 40 },
	);
});
