import { randomUUID } from "node:crypto";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "@tabgrid/launch";

const exists = (path: string) =>
	access(path).then(
		() => true,
		() => false,
	);

/**
 * A file or folder that takes long to make, made once for this installation. It appears whole or not
 * at all; several processes may ask at once.
 * @param make writes it to the path that it gets, where nothing is yet.
 * @returns its path.
 */
export async function madeOnce(
	name: string,
	make: (draft: string) => Promise<void>,
): Promise<string> {
	const path = join(cacheFolder, name);
	if (await exists(path)) return path;
	await mkdir(cacheFolder, { recursive: true });
	const draft = `${path}.${randomUUID()}`;
	try {
		await make(draft);
		await rename(draft, path);
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		// Somebody else was faster.
		if (!(await exists(path))) throw error;
	}
	return path;
}
