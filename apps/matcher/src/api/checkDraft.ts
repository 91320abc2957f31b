import { type AnyKernel, builtinModels, kernelById, readParams } from "@tabgrid/kernels";
import {
	type Digest,
	type JobSpec,
	jobIdOf,
	limits,
	Manifest,
	parseOrThrow,
	specHashOf,
	TabgridError,
	worstCaseCost,
} from "@tabgrid/protocol";
import type { RecordedBlobs } from "../blobs/RecordedBlobs.ts";
import type { ModelChecker } from "../modelCheck/ModelChecker.ts";
import type { DraftJob } from "../store/index.ts";

/** The grid's side of a job: what its spec must fit. */
export interface DraftRules {
	readonly chainId: number;
	readonly escrow: string;
	/** Minor units. */
	readonly minPricePerReplica: bigint;
	readonly minDeadlineSeconds: number;
	/** Epoch ms. */
	readonly now: number;
}

/**
 * Checks a spec and everything that it names, so that no job is paid for that cannot run.
 * @throws TabgridError whose code tells which check failed.
 */
export async function checkDraft(
	spec: JobSpec,
	rules: DraftRules,
	blobs: RecordedBlobs,
	models: ModelChecker,
): Promise<DraftJob> {
	checkTerms(spec, rules);
	const kernel = kernelById(spec.kernel, spec.kernelVersion);
	const params = readParams(kernel.params, spec.params);
	const modelBytes = await findModel(kernel, spec.model, blobs);
	const manifest = await readManifest(spec, blobs);
	await checkInputs(manifest, blobs);
	// Last, as it takes longest.
	if (kernel.model.kind === "client") await models.check(spec.model);
	return {
		jobId: jobIdOf(spec),
		specHash: specHashOf(spec),
		spec,
		modelBytes,
		shards: manifest.shards.map((shard) => ({
			...shard,
			flop: kernel.cost(shard, { bytes: modelBytes }, params).flop,
		})),
	};
}

function checkTerms(spec: JobSpec, rules: DraftRules): void {
	if (spec.chainId !== rules.chainId || spec.escrow !== rules.escrow)
		throw new TabgridError(
			"WRONG_CHAIN",
			`This grid runs on chain ${rules.chainId} with the escrow ${rules.escrow}.`,
		);
	if (BigInt(spec.pricePerReplica) < rules.minPricePerReplica)
		throw new TabgridError(
			"PRICE_TOO_LOW",
			`A replica costs ${rules.minPricePerReplica} minor units here at least.`,
		);
	if (worstCaseCost(spec) >= 2n ** 128n)
		throw new TabgridError("BAD_REQUEST", "The job's worst case costs more than any escrow holds.");
	const earliest = Math.ceil(rules.now / 1_000) + rules.minDeadlineSeconds;
	if (spec.deadline < earliest)
		throw new TabgridError(
			"DEADLINE_TOO_SOON",
			`The deadline must lie at least ${rules.minDeadlineSeconds} s ahead.`,
		);
}

/** Answers the model's size in bytes. */
async function findModel(kernel: AnyKernel, model: Digest, blobs: RecordedBlobs): Promise<number> {
	if (kernel.model.kind === "builtin" && builtinModels[kernel.model.name].digest !== model)
		throw new TabgridError(
			"BAD_MODEL",
			`The kernel "${kernel.id}" runs its own model, ${builtinModels[kernel.model.name].digest}.`,
		);
	const [found] = await blobs.find([model]);
	if (found === undefined)
		throw new TabgridError("MISSING_BLOB", `Upload the model first: PUT /blobs/${model}.`);
	if (found.bytes > limits.model)
		throw new TabgridError("TOO_LARGE", `A model may have ${limits.model} bytes at most.`);
	return found.bytes;
}

async function readManifest(spec: JobSpec, blobs: RecordedBlobs): Promise<Manifest> {
	const [found] = await blobs.find([spec.manifest]);
	if (found === undefined)
		throw new TabgridError(
			"MISSING_BLOB",
			`Upload the manifest first: PUT /blobs/${spec.manifest}.`,
		);
	if (found.bytes > limits.manifest)
		throw new TabgridError("TOO_LARGE", `A manifest may have ${limits.manifest} bytes at most.`);
	const text = new TextDecoder().decode(await blobs.bytes.read(spec.manifest));
	const manifest = parseOrThrow(Manifest, parseJson(text), "BAD_MANIFEST");
	if (manifest.shards.length !== spec.shards)
		throw new TabgridError(
			"BAD_MANIFEST",
			`The spec names ${spec.shards} shards, the manifest has ${manifest.shards.length}.`,
		);
	const odd = manifest.shards.findIndex(({ items, labels }) => labels && labels.length !== items);
	if (odd !== -1)
		throw new TabgridError("BAD_MANIFEST", `Shard ${odd} has not as many labels as items.`);
	return manifest;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new TabgridError("BAD_MANIFEST", "The manifest is no JSON.", { cause });
	}
}

async function checkInputs({ shards }: Manifest, blobs: RecordedBlobs): Promise<void> {
	const digests = [...new Set(shards.map(({ input }) => input))];
	const found = await blobs.find(digests);
	const sizes = new Map(found.map(({ digest, bytes }) => [digest, bytes]));
	const missing = digests.filter((digest) => !sizes.has(digest));
	if (missing.length > 0)
		throw new TabgridError(
			"MISSING_BLOB",
			`${missing.length} of ${digests.length} inputs are not uploaded yet.`,
			{ details: { missing: missing.slice(0, 100) } },
		);
	shards.forEach(({ input, bytes }, index) => {
		if (sizes.get(input) !== bytes)
			throw new TabgridError(
				"BAD_MANIFEST",
				`Shard ${index}'s input has ${sizes.get(input)} bytes, not ${bytes}.`,
			);
		if (bytes > limits.shardInput)
			throw new TabgridError(
				"TOO_LARGE",
				`A shard's input may have ${limits.shardInput} bytes at most; shard ${index}'s has ${bytes}.`,
			);
	});
	// Not collected as unused between here and the draft.
	await blobs.keep(found);
}
