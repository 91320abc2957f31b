import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { TabgridError } from "@tabgrid/protocol";
import { type BuiltinModelName, builtinModels } from "../builtinModels.ts";
import { packageFile } from "./packageFile.ts";

/**
 * A built-in model's ONNX bytes, from the npm package that holds it, checked against its digest.
 * @throws TabgridError NOT_FOUND when the package isn't installed, DIGEST_MISMATCH when the file is
 * another one.
 */
export async function loadBuiltinModel(name: BuiltinModelName): Promise<Uint8Array<ArrayBuffer>> {
	const { source, digest } = builtinModels[name];
	const bytes = new Uint8Array(await readFile(packageFile(source.package, source.path)));
	const actual = createHash("sha256").update(bytes).digest("hex");
	if (actual !== digest)
		throw new TabgridError(
			"DIGEST_MISMATCH",
			`${source.path} of ${source.package} isn't the "${name}" model that this version expects.`,
			{ details: { expected: digest, actual } },
		);
	return bytes;
}
