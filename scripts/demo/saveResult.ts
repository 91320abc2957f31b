import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OcrArtifact } from "@tabgrid/kernels";
import { digestOf, type JobView } from "@tabgrid/protocol";
import type { MatcherApi } from "@tabgrid/sdk";

/** The job's result on disk. */
export interface SavedResult {
	/** Path of the artifact as downloaded. */
	readonly file: string;
	/** Path of the plain text. */
	readonly textFile: string;
	/** What was read, by the pictures' labels. */
	readonly lines: ReadonlyMap<string, string>;
}

/** Downloads a settled job's artifact, checks its digest, and keeps it with its text in a folder. */
export async function saveResult(
	api: MatcherApi,
	job: JobView,
	folder: string,
): Promise<SavedResult> {
	if (job.artifact === null) throw new Error(`Job ${job.jobId} has no result (${job.reason}).`);
	const bytes = await api.blob(job.artifact.digest);
	const digest = digestOf(bytes);
	if (digest !== job.artifact.digest) {
		throw new Error(`The downloaded result is ${digest}, not ${job.artifact.digest}.`);
	}
	const artifact = OcrArtifact.parse(JSON.parse(new TextDecoder().decode(bytes)));
	mkdirSync(folder, { recursive: true });
	const file = join(folder, "result.json");
	const textFile = join(folder, "result.txt");
	writeFileSync(file, bytes);
	writeFileSync(textFile, artifact.text);
	return {
		file,
		textFile,
		lines: new Map(artifact.lines.map(({ label, text }) => [label, text])),
	};
}
