import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type JobView, TabgridError } from "@tabgrid/protocol";
import { type MatcherApi, openArtifact } from "@tabgrid/sdk";
import type { Context } from "./context.ts";

/**
 * Downloads a result into a file, which is there only once all of it has arrived and its digest is
 * right; to standard output as it comes, failing at the end when it is wrong.
 * @param output a path, - for standard output, the result's own name in this folder unless told.
 */
export async function saveArtifact(
	api: MatcherApi,
	job: JobView,
	output: string | undefined,
	{ signal }: Pick<Context, "signal">,
) {
	const { stream, ...artifact } = await openArtifact(api, job, signal);
	const source = Readable.from(stream);
	if (output === "-") {
		await pipeline(source, process.stdout, { signal, end: false });
		return { ...artifact, file: "-" };
	}
	const file = resolve(output ?? basename(artifact.fileName));
	const part = `${file}.${process.pid}.part`;
	try {
		await mkdir(dirname(file), { recursive: true });
		await pipeline(source, createWriteStream(part), { signal });
		await rename(part, file);
	} catch (error) {
		await rm(part, { force: true });
		if (error instanceof TabgridError || signal.aborted) throw error;
		const why = error instanceof Error ? error.message : String(error);
		throw new TabgridError("INTERNAL", `${file} could not be written: ${why}`, { cause: error });
	}
	return { ...artifact, file };
}
