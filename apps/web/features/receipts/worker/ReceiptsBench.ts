import { checkOutputs, rerunShard } from "@tabgrid/kernels";
import { ComputeClient, createBlobClient, ModelStore } from "@tabgrid/kernels/runner";
import {
	type Backend,
	checkReceipts,
	type Digest,
	drawSample,
	type JobId,
	type JobSpec,
	limits,
	Manifest,
	parseOrThrow,
	type Receipt,
	type ReceiptProblem,
	type ReceiptsHeader,
	TabgridError,
} from "@tabgrid/protocol";
import { spawnCompute } from "@/features/provide/worker/spawnCompute";
import { request } from "@/lib/matcher/request";
import type { FromCheckWorker, Outcome, ReceiptRow } from "./messages";
import { readStream } from "./readStream";

/** Rows that travel to the page at once. */
const batch = 250;
/** How long one step may compute, in ms. */
const patienceMs = 10 * 60_000;

/** What is kept of a receipt for the deeper checks. */
type Kept = Pick<Receipt, "shardIndex" | "input" | "output" | "replicas">;

/** Checks one job's receipts in a worker: the file first, then what the visitor asks for. */
export class ReceiptsBench {
	readonly #matcherUrl: string;
	readonly #jobId: JobId;
	readonly #tell: (message: FromCheckWorker) => void;
	readonly #kept: Kept[] = [];
	#spec: JobSpec | undefined;
	#stop = new AbortController();

	constructor(matcherUrl: string, jobId: JobId, tell: (message: FromCheckWorker) => void) {
		this.#matcherUrl = matcherUrl;
		this.#jobId = jobId;
		this.#tell = tell;
	}

	stop(): void {
		this.#stop.abort();
		this.#stop = new AbortController();
	}

	/** Reads the file and checks all of it by its bytes. */
	async check(): Promise<void> {
		const { body } = await request(`${this.#matcherUrl}/jobs/${this.#jobId}/receipts/file`);
		if (body === null) throw new TabgridError("UNAVAILABLE", "The receipts file came empty.");
		let rows: ReceiptRow[] = [];
		const send = () => {
			this.#tell({ kind: "rows", rows });
			rows = [];
		};
		const report = await checkReceipts(readStream(body), {
			onHeader: (header) => this.#onHeader(header),
			onReceipt: (receipt, _hash, { problems }) => {
				this.#keep(receipt);
				rows.push(rowOf(receipt, problems.length));
				if (rows.length >= batch) send();
			},
		});
		send();
		if (report.header.jobId !== this.#jobId)
			throw new TabgridError("BAD_INPUT", "The matcher sent the receipts of another job.");
		const { header: _, ...counts } = report;
		this.#tell({
			kind: "report",
			report: { ...counts, problems: [...counts.problems], verdicts: { ...counts.verdicts } },
		});
	}

	/** Fetches and measures the outputs of random shards. */
	async checkOutputs(count: number): Promise<void> {
		const spec = this.#checked();
		const { signal } = this.#stop;
		const sample = this.#sample(count);
		const problems: ReceiptProblem[] = [];
		const read = this.#reader(signal);
		for (const [done, receipt] of sample.entries()) {
			problems.push(...(await checkOutputs(spec, receipt, read)));
			this.#tell({ kind: "outputs", done: done + 1, total: sample.length, problems });
		}
	}

	/** Computes random shards again. Stopping keeps what was computed. */
	async rerun(count: number, backend: Backend): Promise<void> {
		const spec = this.#checked();
		const { signal } = this.#stop;
		const sample = this.#sample(count);
		const outcomes: Outcome[] = [];
		const say = (over: boolean) =>
			this.#tell({ kind: "rerun", total: sample.length, outcomes, over });
		say(false);
		const compute = new ComputeClient(spawnCompute);
		try {
			const { model, kernel, kernelVersion, params } = spec;
			const models = new ModelStore(createBlobClient(this.#matcherUrl), globalThis.caches);
			const bytes = await models.get(model, limits.model, signal);
			const within = { timeoutMs: patienceMs, signal };
			await compute.request(
				"load",
				{ backend, model, bytes },
				{ ...within, transfer: [bytes.buffer] },
			);
			for (const receipt of sample) {
				const outcome = await rerunShard(spec, receipt, {
					read: this.#reader(signal),
					run: async (input) =>
						(
							await compute.request(
								"run",
								{ model, kernel, kernelVersion, params, input },
								{ ...within, transfer: [input.buffer] },
							)
						).output,
				});
				const { shardIndex, agree, distance, ms } = outcome;
				outcomes.push({ shardIndex, agree, distance, ms });
				say(false);
			}
		} catch (error) {
			if (!signal.aborted) throw error;
		} finally {
			compute.terminate();
		}
		say(true);
	}

	/** Tells the page, and fetches the manifest so that the receipts' inputs can be held against it. */
	async #onHeader(header: ReceiptsHeader): Promise<readonly Digest[]> {
		this.#spec = header.spec;
		this.#tell({ kind: "header", header });
		const bytes = await createBlobClient(this.#matcherUrl).get(
			header.spec.manifest,
			limits.manifest,
			this.#stop.signal,
		);
		const text = new TextDecoder().decode(bytes);
		return parseOrThrow(Manifest, JSON.parse(text), "BAD_MANIFEST").shards.map(
			({ input }) => input,
		);
	}

	#keep({ shardIndex, input, output, replicas }: Receipt): void {
		const others = replicas.filter(
			({ verdict, digest }) => verdict === "agreed" && digest !== output,
		);
		this.#kept.push({ shardIndex, input, output, replicas: others });
	}

	#checked(): JobSpec {
		if (this.#spec === undefined) throw new TabgridError("CONFLICT", "Nothing was checked yet.");
		return this.#spec;
	}

	#sample(count: number): Kept[] {
		const word = new Uint32Array(1);
		const places = drawSample(this.#kept.length, count, () => crypto.getRandomValues(word)[0] ?? 0);
		return places.flatMap((place) => this.#kept[place] ?? []);
	}

	#reader(signal: AbortSignal) {
		const blobs = createBlobClient(this.#matcherUrl);
		return (digest: Digest) => blobs.get(digest, limits.shardOutput, signal);
	}
}

function rowOf({ shardIndex, replicas }: Receipt, problems: number): ReceiptRow {
	const agreed = replicas.filter(({ verdict }) => verdict === "agreed");
	const distance = agreed.reduce((most, replica) => Math.max(most, replica.distance ?? 0), 0);
	return { shardIndex, agreed: agreed.length, replicas: replicas.length, distance, problems };
}
