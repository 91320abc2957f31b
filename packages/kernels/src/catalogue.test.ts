import { createHash } from "node:crypto";
import { Comparator, dtypes, KernelId } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { builtinModels } from "./builtinModels.ts";
import { kernelById, kernels } from "./catalogue.ts";
import { loadBuiltinModel } from "./node/loadBuiltinModel.ts";
import { packageFile } from "./node/packageFile.ts";

it("knows each kernel by one name, with a comparator for every type of output", () => {
	expect(new Set(kernels.map(({ id }) => id)).size).toBe(kernels.length);
	for (const kernel of kernels) {
		expect(kernelById(kernel.id, kernel.version)).toBe(kernel);
		expect(KernelId.parse(kernel.id)).toBe(kernel.id);
		for (const dtype of dtypes) Comparator.parse(kernel.comparator("anything", dtype));
	}
});

it("refuses a kernel or a version that it doesn't know", () => {
	const unknown = expect.objectContaining({ code: "UNKNOWN_KERNEL" });
	expect(() => kernelById("render")).toThrow(unknown);
	expect(() => kernelById("ocr-lines", 99)).toThrow(/version 1 here, not 99/);
});

it("brings models whose bytes and digests are those that it names", async () => {
	for (const kernel of kernels) {
		if (kernel.model.kind !== "builtin") continue;
		const { digest, bytes } = builtinModels[kernel.model.name];
		const model = await loadBuiltinModel(kernel.model.name);
		expect(model.length).toBe(bytes);
		expect(createHash("sha256").update(model).digest("hex")).toBe(digest);
	}
});

it("says how to get a package's file that isn't there", () => {
	expect(() => packageFile("no-such-package", "file")).toThrow(/run npm ci/);
});
