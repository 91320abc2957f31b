import * as ort from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { floats, protoModel, protoNode } from "../testing/protoModel.ts";
import { modelLimits } from "./modelLimits.ts";
import { allowedOperators } from "./operators.ts";

ort.env.wasm.numThreads = 1;

/** What onnxruntime-web says to a model; empty when it takes it. */
async function objection(model: Uint8Array): Promise<string> {
	try {
		const session = await ort.InferenceSession.create(model, {
			executionProviders: ["wasm"],
			logSeverityLevel: 4,
		});
		await session.release();
		return "";
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

const absent = /No Op registered|not a registered function|Could not find an implementation/;

describe("the allow-list, against the installed onnxruntime-web", () => {
	const versions: Record<string, readonly number[]> = {
		"": [26, 24, 21, 13, 9, 7],
		"ai.onnx.ml": [5, 3, 1],
		"com.microsoft": [1],
	};

	const modelOf = (operator: string, domain: string, version: number) =>
		protoModel(
			{ node: [protoNode(operator, ["x"], ["y"], { domain })] },
			{
				opsetImport:
					domain === ""
						? [{ version: BigInt(version) }]
						: [{ version: 21n }, { domain, version: BigInt(version) }],
			},
		);

	it.each(Object.keys(allowedOperators))(
		"holds only operators that it has (%j)",
		async (domain) => {
			const missing: string[] = [];
			for (const operator of allowedOperators[domain] ?? []) {
				let has = false;
				for (const version of versions[domain] ?? [])
					has ||= !absent.test(await objection(modelOf(operator, domain, version)));
				if (!has) missing.push(operator);
			}
			expect(missing).toEqual([]);
			expect(await objection(modelOf("Nope", domain, versions[domain]?.[0] ?? 1))).toMatch(absent);
		},
	);

	it("has the versions of operators and format that it runs, and no later ones", async () => {
		const at = (opset: number, ir: number) =>
			objection(
				protoModel(
					{ node: [protoNode("Relu", ["x"], ["y"])], input: [floats("x")] },
					{ irVersion: BigInt(ir), opsetImport: [{ version: BigInt(opset) }] },
				),
			);
		const { opset, irVersion } = modelLimits;
		expect(await at(opset.min, irVersion.min)).toBe("");
		expect(await at(opset.max, irVersion.max)).toBe("");
		expect(await at(opset.max + 1, irVersion.max)).toMatch(/opset/i);
		expect(await at(opset.max, irVersion.max + 1)).toMatch(/IR version/i);
	});
});
