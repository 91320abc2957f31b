import { appendFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeNpz } from "@tabgrid/kernels";
import { Digest, JobId, ShardIndex, TabgridError } from "@tabgrid/protocol";
import { z } from "zod";
import { UsageError } from "../UsageError.ts";
import { type ResultSink, resultTensors } from "./ResultSink.ts";

const indexName = "results.jsonl";

/** A line of the index; of two about one shard the later one counts. */
const Entry = z.object({
	jobId: JobId,
	shardIndex: ShardIndex,
	/** Of the output that was attested; null once the shard was verified no longer. */
	digest: Digest.nullable(),
	/** The file's length; a file of another length counts as missing. */
	bytes: z.int().nonnegative(),
});
type Entry = z.infer<typeof Entry>;

/** The name of a shard's file in the folder. */
const fileName = (shardIndex: number) => `shard-${String(shardIndex).padStart(6, "0")}.npz`;

/**
 * A folder with a .npz archive for each verified shard and an index, `results.jsonl`, by which the next
 * run knows what is there. A file appears whole or not at all, and before its line in the index.
 */
export class ResultFolder implements ResultSink {
	readonly held = new Map<number, Digest>();
	readonly #folder: string;
	readonly #jobId: JobId;
	readonly #heard: (line: Entry & { readonly file: string }) => void;

	private constructor(
		folder: string,
		jobId: JobId,
		heard: (line: Entry & { readonly file: string }) => void,
	) {
		this.#folder = folder;
		this.#jobId = jobId;
		this.#heard = heard;
	}

	/**
	 * Opens a folder, which is made unless it is there.
	 * @param heard hears what was added or given up
	 * @throws UsageError when it holds another job's results; TabgridError INTERNAL when it can't be used.
	 */
	static async open(
		folder: string,
		jobId: JobId,
		heard: (line: Entry & { readonly file: string }) => void = () => {},
	): Promise<ResultFolder> {
		const opened = new ResultFolder(folder, jobId, heard);
		await opened.#orExplain(async () => {
			await mkdir(folder, { recursive: true });
			await opened.#readIndex();
		});
		return opened;
	}

	async put(shardIndex: number, digest: Digest, output: Uint8Array): Promise<void> {
		const archive = writeNpz(resultTensors(output));
		const file = join(this.#folder, fileName(shardIndex));
		await this.#orExplain(async () => {
			const part = `${file}.${process.pid}.part`;
			try {
				await writeFile(part, archive);
				await rename(part, file);
			} catch (error) {
				await rm(part, { force: true });
				throw error;
			}
			await this.#note({ shardIndex, digest, bytes: archive.byteLength });
		});
		this.held.set(shardIndex, digest);
	}

	async drop(shardIndex: number): Promise<void> {
		await this.#orExplain(async () => {
			await this.#note({ shardIndex, digest: null, bytes: 0 });
			await rm(join(this.#folder, fileName(shardIndex)), { force: true });
		});
		this.held.delete(shardIndex);
	}

	async #note(about: Omit<Entry, "jobId">): Promise<void> {
		const entry = { jobId: this.#jobId, ...about };
		// A line feed on both sides: a line that a crash cut off spoils no other.
		await appendFile(join(this.#folder, indexName), `\n${JSON.stringify(entry)}\n`);
		this.#heard({ ...entry, file: join(this.#folder, fileName(about.shardIndex)) });
	}

	async #readIndex(): Promise<void> {
		const text = await readFile(join(this.#folder, indexName), "utf8").catch(orMissing);
		const newest = new Map<number, Entry>();
		for (const line of text.split("\n")) {
			const entry = entryOf(line);
			if (entry === undefined) continue;
			if (entry.jobId !== this.#jobId)
				throw new UsageError(
					`${this.#folder} holds results of the job ${entry.jobId}: name another folder with --output.`,
				);
			newest.set(entry.shardIndex, entry);
		}
		for (const { shardIndex, digest, bytes } of newest.values()) {
			if (digest === null) continue;
			const about = await stat(join(this.#folder, fileName(shardIndex))).catch(() => undefined);
			if (about?.size === bytes) this.held.set(shardIndex, digest);
		}
	}

	async #orExplain(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			if (error instanceof UsageError || error instanceof TabgridError) throw error;
			const why = error instanceof Error ? error.message : String(error);
			throw new TabgridError("INTERNAL", `${this.#folder} can't be used: ${why}`, { cause: error });
		}
	}
}

function entryOf(line: string): Entry | undefined {
	try {
		return Entry.safeParse(JSON.parse(line)).data;
	} catch {
		return undefined; // cut off, or no line of ours
	}
}

/** For `catch`: a file that isn't there reads as empty. */
function orMissing(error: unknown): string {
	if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
	throw error;
}
