import { TabgridError, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { unzipSync, zipSync } from "fflate";
import { readNpy } from "./readNpy.ts";
import { writeNpy } from "./writeNpy.ts";

export interface NpzLimits {
	/** Bytes that all arrays together may inflate to. */
	readonly bytes: number;
	readonly arrays: number;
}

const defaultLimits: NpzLimits = { bytes: 1024 ** 3, arrays: 1000 };

/**
 * Reads a NumPy archive: its arrays by name. The declared sizes are added up before anything is
 * inflated, and each array is inflated into a buffer of its declared size, so a zip bomb can neither
 * announce nor produce more than the limit.
 * @throws TabgridError BAD_INPUT when it is no archive of arrays, TOO_LARGE over a limit.
 */
export function readNpz(
	bytes: Uint8Array,
	label = "The file",
	limits: NpzLimits = defaultLimits,
): TensorBundle {
	const files = unzip(bytes, label, limits);
	const bundle: Record<string, TensorBytes> = {};
	for (const [path, content] of Object.entries(files)) {
		const name = path.replace(/\.npy$/, "");
		// Tensors are an object's properties, and this one would be its prototype.
		if (name === "__proto__")
			throw new TabgridError("BAD_INPUT", `${label} has an array "__proto__": rename it.`);
		bundle[name] = readNpy(content, `"${name}" in ${label}`);
	}
	if (Object.keys(bundle).length === 0)
		throw new TabgridError("BAD_INPUT", `${label} can't be read: it holds no arrays.`);
	return bundle;
}

function unzip(bytes: Uint8Array, label: string, limits: NpzLimits): Record<string, Uint8Array> {
	let total = 0;
	let arrays = 0;
	const declared = new Map<string, number>();
	try {
		const files = unzipSync(bytes, {
			filter: ({ name, originalSize }) => {
				if (!name.endsWith(".npy")) return false;
				total += originalSize;
				arrays += 1;
				if (total > limits.bytes || arrays > limits.arrays)
					throw new TabgridError(
						"TOO_LARGE",
						`${label} unpacks to more than ${limits.bytes} bytes or ${limits.arrays} arrays.`,
					);
				declared.set(name, originalSize);
				return true;
			},
		});
		for (const [name, content] of Object.entries(files))
			if (content.length !== declared.get(name))
				throw new TabgridError("BAD_INPUT", `${label} is damaged: "${name}" has another size.`);
		return files;
	} catch (cause) {
		if (cause instanceof TabgridError) throw cause;
		throw new TabgridError("BAD_INPUT", `${label} can't be read: it is no .npz archive.`, {
			cause,
		});
	}
}

/** 1980-01-01, the first day that a zip knows: equal tensors give equal bytes. */
const epoch = new Date(1980, 0, 1);

/**
 * A tensor's name as a path that stays in the folder where an archive is unpacked. Names come from
 * models of strangers: what climbs (`..`) or starts at the root is written in percent signs.
 */
const entryName = (name: string) =>
	name
		.replace(/[\0\\]|^\/|^[a-z]:/gi, encodeURIComponent)
		.replace(/(?<=^|\/)\.{1,2}(?=$|\/)/g, (dots) => dots.replaceAll(".", "%2E"));

/**
 * A NumPy archive of the tensors, in name order, not compressed (as numpy.savez). Names that would
 * leave the folder where it is unpacked are changed, `../x` to `%2E%2E/x`.
 * @param beside further files, by name; NumPy gives their bytes.
 */
export function writeNpz(
	bundle: TensorBundle,
	beside: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array<ArrayBuffer> {
	const files: Record<string, Uint8Array> = { ...beside };
	for (const name of Object.keys(bundle).sort()) {
		const tensor = bundle[name];
		if (tensor) files[`${entryName(name)}.npy`] = writeNpy(tensor);
	}
	return new Uint8Array(zipSync(files, { level: 0, mtime: epoch }));
}

/**
 * A file of an archive that is no array, such as those that {@link writeNpz} puts beside.
 * @throws TabgridError BAD_INPUT when it isn't there or is larger than `limit` bytes.
 */
export function readBeside(bytes: Uint8Array, name: string, limit = 64 * 1024 ** 2): Uint8Array {
	const { [name]: file } = unzipSync(bytes, {
		filter: (entry) => entry.name === name && entry.originalSize <= limit,
	});
	if (file === undefined)
		throw new TabgridError("BAD_INPUT", `There is no "${name}" in the archive.`);
	return file;
}
