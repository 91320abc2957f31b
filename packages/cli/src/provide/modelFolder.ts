import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

/**
 * Models kept in a folder, as the runner's model store takes a cache: files named by their digest, the
 * longest unused listed first.
 */
export function modelFolder(folder: string) {
	const fileOf = (key: string) => join(folder, `${basename(key)}.onnx`);
	const cache = {
		async match(key: string): Promise<Response | undefined> {
			const bytes = await readFile(fileOf(key)).catch(() => undefined);
			if (bytes === undefined) return undefined;
			const now = new Date();
			await utimes(fileOf(key), now, now);
			return new Response(new Uint8Array(bytes));
		},
		async put(key: string, response: Response): Promise<void> {
			const part = `${fileOf(key)}.${process.pid}.part`;
			try {
				await writeFile(part, new Uint8Array(await response.arrayBuffer()));
				await rename(part, fileOf(key));
			} catch (error) {
				await rm(part, { force: true });
				throw error;
			}
		},
		async delete(key: string): Promise<boolean> {
			await rm(fileOf(key), { force: true });
			return true;
		},
		async keys(): Promise<{ readonly url: string }[]> {
			const names = (await readdir(folder)).filter((name) => name.endsWith(".onnx"));
			const used = await Promise.all(
				names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
			);
			return used.sort((a, b) => a.at - b.at).map(({ name }) => ({ url: name.slice(0, -5) }));
		},
	};
	return {
		async open() {
			await mkdir(folder, { recursive: true });
			return cache;
		},
	};
}
