import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { TabgridError } from "@tabgrid/protocol";
import {
	type BuiltinModelName,
	builtinModels,
	type ModelSource,
	type PackagedModel,
} from "../builtinModels.ts";
import { buildModel } from "../onnx/buildModel.ts";
import { compositions } from "../onnx/compositions.ts";
import { builtGraphs } from "../onnx/graphs.ts";
import { packageFile } from "./packageFile.ts";

/**
 * A built-in model's ONNX bytes, from the npm packages that hold it or built from its graph, checked
 * against its digest.
 * @throws TabgridError NOT_FOUND when the package isn't installed, DIGEST_MISMATCH when the bytes are
 * others.
 */
export async function loadBuiltinModel(name: BuiltinModelName): Promise<Uint8Array<ArrayBuffer>> {
	const { source, digest } = builtinModels[name];
	const bytes = await bytesOf(source);
	const actual = createHash("sha256").update(bytes).digest("hex");
	if (actual !== digest)
		throw new TabgridError(
			"DIGEST_MISMATCH",
			`The "${name}" model here isn't the one that this version expects.`,
			{ details: { expected: digest, actual } },
		);
	return bytes;
}

async function bytesOf(source: ModelSource): Promise<Uint8Array<ArrayBuffer>> {
	switch (source.kind) {
		case "graph":
			return buildModel(builtGraphs[source.graph]());
		case "package":
			return readPackaged(source);
		case "composed":
			return compositions[source.composition](await Promise.all(source.files.map(readPackaged)));
	}
}

/** An ONNX file as its npm package has it. */
export async function readPackaged(file: PackagedModel): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await readFile(packageFile(file.package, file.path)));
}
