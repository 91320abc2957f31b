import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { canonicalJson, JobSpec } from "@tabgrid/protocol";

/**
 * What makes two submissions the same: everything of a spec but its nonce and deadline, and the
 * comparators that were asked for, not those that are measured anew each time.
 */
export type SubmissionKey = Omit<JobSpec, "nonce" | "deadline" | "backend">;

/**
 * Specs of submissions whose command has not ended well yet, one file each. A spec's nonce and deadline decide
 * its job id; kept before anything is paid, they let the same command go on after a crash or Ctrl-C
 * without paying twice.
 */
export class Submissions {
	readonly #folder: string;

	constructor(home: string) {
		this.#folder = join(home, "submissions");
	}

	/** The spec kept for this submission, if there is one. */
	async find(key: SubmissionKey): Promise<JobSpec | undefined> {
		const text = await readFile(this.#file(key), "utf8").catch(() => undefined);
		if (text === undefined) return undefined;
		try {
			return JobSpec.safeParse(JSON.parse(text)).data;
		} catch {
			return undefined; // cut off: it was never used
		}
	}

	async keep(key: SubmissionKey, spec: JobSpec): Promise<void> {
		const file = this.#file(key);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(`${file}.part`, JSON.stringify(spec));
		await rename(`${file}.part`, file);
	}

	async forget(key: SubmissionKey): Promise<void> {
		await rm(this.#file(key), { force: true });
	}

	#file(key: SubmissionKey & Partial<Pick<JobSpec, "nonce" | "deadline" | "backend">>): string {
		const { nonce: _, deadline: __, backend: ___, ...rest } = key;
		const name = createHash("sha256").update(canonicalJson(rest)).digest("hex").slice(0, 32);
		return join(this.#folder, `${name}.json`);
	}
}
