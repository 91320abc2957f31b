import { constants } from "node:fs";
import { access, copyFile, cp, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { madeOnce } from "./madeOnce.ts";
import { pgliteVersion } from "./pgliteVersion.ts";
import { DatabaseThread } from "./thread/DatabaseThread.ts";

/** PGlite takes a folder for a database when this is in it. */
const mark = "PG_VERSION";

/**
 * Puts the files of an empty embedded database into `dataDir`, unless a database is there. They are
 * copied: Postgres takes seconds of processor time to make them. A process that is killed meanwhile
 * leaves no database, not half of one.
 */
export async function createCluster(dataDir: string): Promise<void> {
	const isThere = await access(join(dataDir, mark)).then(
		() => true,
		() => false,
	);
	if (isThere) return;
	const empty = await emptyCluster();
	if (empty === undefined) return;
	await cp(empty, dataDir, {
		recursive: true,
		mode: constants.COPYFILE_FICLONE,
		filter: (source) => basename(source) !== mark || dirname(source) !== empty,
	});
	await copyFile(join(empty, mark), join(dataDir, `${mark}.new`));
	await rename(join(dataDir, `${mark}.new`), join(dataDir, mark));
}

/** A database that nothing was ever written to; undefined where it can't be kept. */
function emptyCluster(): Promise<string | undefined> {
	return madeOnce(`cluster-${pgliteVersion}`, async (draft) => {
		const db = await DatabaseThread.open(draft);
		await db.close();
	}).catch(() => undefined);
}
