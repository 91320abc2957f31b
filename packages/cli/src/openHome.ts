import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import type { Settings } from "./environment.ts";
import { UsageError } from "./UsageError.ts";

/**
 * Makes the folder that keeps session key, models and unfinished submissions, unless it is there.
 * @throws UsageError where there can be none, or where it may not be written to.
 */
export async function openHome({ home }: Pick<Settings, "home">): Promise<void> {
	try {
		await mkdir(home, { recursive: true, mode: 0o700 });
		await access(home, constants.W_OK);
	} catch (error) {
		const about = await stat(home).catch(() => undefined);
		const why =
			about?.isDirectory() === false
				? "it is a file"
				: error instanceof Error
					? error.message
					: String(error);
		throw new UsageError(
			`${home} can't keep tabgrid's files: ${why}. Set TABGRID_HOME to a folder that you may write to.`,
		);
	}
}
