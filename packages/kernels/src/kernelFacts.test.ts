import { expect, it } from "vitest";
import { kernels } from "./catalogue.ts";
import { kernelFacts } from "./kernelFacts.ts";

it("tells of every kernel which outputs are compared, and its limits", () => {
	expect(Object.keys(kernelFacts).sort()).toEqual(kernels.map(({ id }) => id).sort());
	for (const { outputs, limits } of Object.values(kernelFacts)) {
		expect(outputs.length).toBeGreaterThan(0);
		for (const limit of Object.values(limits)) expect(limit).toBeGreaterThan(0);
	}
});
