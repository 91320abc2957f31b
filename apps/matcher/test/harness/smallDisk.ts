import { execFile } from "node:child_process";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const pageBytes = 64 * 1024;

/** A file system of its own that can be filled up and emptied. */
export interface SmallDisk {
	fill(): Promise<void>;
	empty(): Promise<void>;
	unmount(): Promise<void>;
}

/** Mounts a small tmpfs at a folder. Null where that isn't allowed (it takes root on Linux). */
export async function mountSmallDisk(folder: string, mebibytes: number): Promise<SmallDisk | null> {
	await mkdir(folder, { recursive: true });
	try {
		await run("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder]);
	} catch {
		return null;
	}
	const filler = join(folder, "filler");
	return {
		async fill() {
			const file = await open(filler, "w");
			try {
				for (;;) await file.write(new Uint8Array(pageBytes));
			} catch (error) {
				if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
			} finally {
				await file.close();
			}
		},
		empty: () => rm(filler, { force: true }),
		unmount: async () => {
			await run("umount", ["-l", folder]);
		},
	};
}
