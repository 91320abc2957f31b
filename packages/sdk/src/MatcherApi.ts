import {
	type Address,
	type CancelReply,
	type CancelRequest,
	type CreateJobReply,
	type Digest,
	ErrorBody,
	type FaucetReply,
	type GridConfig,
	type HistoryQuery,
	type JobEventList,
	type JobEventQuery,
	type JobId,
	type JobList,
	type JobQuery,
	type JobSpec,
	type JobView,
	type KernelList,
	type Leaderboard,
	type LeaderboardQuery,
	type ModelSpread,
	type NameRequest,
	type NetworkHistory,
	type NetworkView,
	type ProviderHistory,
	type ProviderHistoryQuery,
	type ProviderId,
	type ProviderView,
	type RedemptionList,
	type RedemptionReply,
	type ResultAccess,
	type ResultList,
	type ResultQuery,
	resultAccessHeader,
	type ShardMap,
	type ShardView,
	type Stats,
	TabgridError,
	type VoucherList,
} from "@tabgrid/protocol";
import type { z } from "zod";
import { type Route, routes } from "./routes.ts";

/** What fills a route's path, query and body. */
interface Call {
	readonly path?: Readonly<Record<string, string | number>>;
	readonly query?: Readonly<Record<string, string | number | undefined>>;
	/** JSON, or bytes as they are. */
	readonly body?: unknown;
	readonly signal?: AbortSignal | undefined;
	readonly authorization?: string | undefined;
}

/**
 * The matcher's HTTP API, one method a route, for Node and browsers. Every answer is parsed; every
 * method throws TabgridError: the matcher's own, UNAVAILABLE when it does not answer, WRONG_MATCHER when
 * something else does.
 */
export class MatcherApi {
	/** The matcher's address, without a trailing slash. */
	readonly baseUrl: string;
	readonly #signal: AbortSignal | undefined;

	/** @param signal ends every call that is under way, and every one after it. */
	constructor(baseUrl: string, { signal }: { readonly signal?: AbortSignal } = {}) {
		this.baseUrl = baseUrl.replace(/\/+$/, "");
		this.#signal = signal;
	}

	config(): Promise<GridConfig> {
		return this.#json(routes.config);
	}

	kernels(): Promise<KernelList> {
		return this.#json(routes.kernels);
	}

	stats(): Promise<Stats> {
		return this.#json(routes.stats);
	}

	/** Newest first; pass `next` as `cursor` for more. */
	jobs(query: Partial<z.infer<typeof JobQuery>> = {}): Promise<JobList> {
		return this.#json(routes.jobs, { query });
	}

	job(jobId: JobId, signal?: AbortSignal): Promise<JobView> {
		return this.#json(routes.job, { path: { jobId }, signal });
	}

	/** Oldest first; pass the last `id` as `after` for more. */
	jobEvents(
		jobId: JobId,
		query: Partial<z.infer<typeof JobEventQuery>> = {},
	): Promise<JobEventList> {
		return this.#json(routes.jobEvents, { path: { jobId }, query });
	}

	shardMap(jobId: JobId): Promise<ShardMap> {
		return this.#json(routes.shardMap, { path: { jobId } });
	}

	shard(jobId: JobId, shardIndex: number, signal?: AbortSignal): Promise<ShardView> {
		return this.#json(routes.shard, { path: { jobId, index: shardIndex }, signal });
	}

	/**
	 * What is verified so far, in the order of verification; pass `next` as `after` for more, also once
	 * there is more. With its client's `access` (see signResultAccess) also what of a job with a trust policy
	 * only the client may see before it settles.
	 */
	results(
		jobId: JobId,
		query: Partial<z.infer<typeof ResultQuery>> = {},
		signal?: AbortSignal,
		access?: ResultAccess,
	): Promise<ResultList> {
		const authorization = access && resultAccessHeader(access);
		return this.#json(routes.results, { path: { jobId }, query, signal, authorization });
	}

	/** Registers a draft; the same spec again answers the same. */
	createJob(spec: JobSpec): Promise<CreateJobReply> {
		return this.#json(routes.createJob, { body: { spec } });
	}

	cancelJob(jobId: JobId, body: z.input<typeof CancelRequest>): Promise<CancelReply> {
		return this.#json(routes.cancelJob, { path: { jobId }, body });
	}

	vouchers(wallet: Address): Promise<VoucherList> {
		return this.#json(routes.vouchers, { query: { wallet } });
	}

	/** What the chain has paid a wallet, newest first. */
	redemptions(wallet: Address): Promise<RedemptionList> {
		return this.#json(routes.redemptions, { query: { wallet } });
	}

	/** Redeems a wallet's vouchers of these jobs (50 at most) with the operator's gas, if it pays any. */
	redeem(wallet: Address, jobIds: readonly JobId[]): Promise<RedemptionReply> {
		return this.#json(routes.redeem, { body: { wallet, jobIds } });
	}

	/** A provider's public account. */
	provider(providerId: ProviderId): Promise<ProviderView> {
		return this.#json(routes.provider, { path: { providerId } });
	}

	/** What a provider's replicas came to, by UTC day and by kernel, and its newest jobs. */
	providerHistory(
		providerId: ProviderId,
		query: Partial<z.infer<typeof ProviderHistoryQuery>> = {},
	): Promise<ProviderHistory> {
		return this.#json(routes.providerHistory, { path: { providerId }, query });
	}

	/** Chooses or takes off a provider's public name; its session key signs (nameMessage). */
	nameProvider(providerId: ProviderId, body: NameRequest): Promise<ProviderView> {
		return this.#json(routes.nameProvider, { path: { providerId }, body });
	}

	/** Who computes now, by backend and adapter, and what checking has cost. */
	network(): Promise<NetworkView> {
		return this.#json(routes.network);
	}

	/** Throughput and presence over a time, in points without gaps. */
	networkHistory(query: Partial<z.infer<typeof HistoryQuery>> = {}): Promise<NetworkHistory> {
		return this.#json(routes.networkHistory, { query });
	}

	/** Providers that chose to be named, by replicas that agreed. */
	leaderboard(query: Partial<z.infer<typeof LeaderboardQuery>> = {}): Promise<Leaderboard> {
		return this.#json(routes.leaderboard, { query });
	}

	/** Gas money and test dollars; on a devnet only. */
	faucet(address: Address): Promise<z.infer<typeof FaucetReply>> {
		return this.#json(routes.faucet, { body: { address } });
	}

	/** How far agreed results of a model lay apart so far. */
	modelSpread(digest: Digest, signal?: AbortSignal): Promise<ModelSpread> {
		return this.#json(routes.modelSpread, { path: { digest }, signal });
	}

	/** Which of these (5,000 at most) the matcher does not have. */
	async missingBlobs(digests: readonly Digest[]): Promise<Digest[]> {
		return (await this.#json(routes.missingBlobs, { body: { digests } })).missing;
	}

	async putBlob(
		digest: Digest,
		bytes: Uint8Array<ArrayBuffer>,
		signal?: AbortSignal,
	): Promise<void> {
		await this.#json(routes.putBlob, { path: { digest }, body: bytes, signal });
	}

	/** A blob's bytes, unchecked: see downloadBlob. */
	async blob(digest: Digest, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
		return new Uint8Array(await (await this.openBlob(digest, signal)).arrayBuffer());
	}

	/** A blob as it arrives, unchecked. */
	openBlob(digest: Digest, signal?: AbortSignal): Promise<Response> {
		return this.#fetch(routes.blob, { path: { digest }, signal });
	}

	/** An ended job's receipts file as it arrives: see verifyJob. */
	openReceipts(jobId: JobId, signal?: AbortSignal): Promise<Response> {
		return this.#fetch(routes.receipts, { path: { jobId }, signal });
	}

	async #json<S extends z.ZodType>(
		route: Route & { readonly reply: S },
		call: Call = {},
	): Promise<z.infer<S>> {
		const response = await this.#fetch(route, call);
		const answer: unknown = await response.json().catch((cause: unknown) => {
			this.#throwIfEnded(call);
			throw cause instanceof SyntaxError
				? this.#wrong(route, "no JSON", cause)
				: this.#silent(cause);
		});
		const parsed = route.reply.safeParse(answer);
		if (parsed.success) return parsed.data;
		throw this.#wrong(route, "other fields than this version knows", parsed.error);
	}

	async #fetch(route: Route, call: Call): Promise<Response> {
		const url = this.baseUrl + fill(route.path, call);
		const request = requestOf(route.method, call, either(call.signal, this.#signal));
		const response = await fetch(url, request).catch((cause: unknown) => {
			this.#throwIfEnded(call);
			throw this.#silent(cause);
		});
		if (response.ok) return response;
		const body = ErrorBody.safeParse(await response.json().catch(() => undefined));
		if (body.success) throw TabgridError.fromWire(body.data.error);
		if (response.status >= 500)
			throw new TabgridError("UNAVAILABLE", `${url} was answered with status ${response.status}.`);
		throw this.#wrong(route, `status ${response.status} and no word of a matcher`);
	}

	#throwIfEnded({ signal }: Call): void {
		signal?.throwIfAborted();
		this.#signal?.throwIfAborted();
	}

	/** Something answers there, but no matcher that this version knows. */
	#wrong({ path }: Route, what: string, cause?: unknown): TabgridError {
		return new TabgridError(
			"WRONG_MATCHER",
			`${this.baseUrl} answers ${path} with ${what}: it is no matcher, or one of another version. Check the address.`,
			{ cause },
		);
	}

	#silent(cause: unknown): TabgridError {
		return new TabgridError("UNAVAILABLE", `The matcher at ${this.baseUrl} does not answer.`, {
			cause,
		});
	}
}

/** The path with its values, and the query. */
function fill(template: string, { path = {}, query = {} }: Call): string {
	const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(String(path[name])),
	);
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query))
		if (value !== undefined) search.set(name, String(value));
	return search.size === 0 ? filled : `${filled}?${search}`;
}

/** A signal that both abort; the one that there is where it does for both. */
function either(a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined {
	if (a === undefined || b === undefined || a === b) return a ?? b;
	return AbortSignal.any([a, b]);
}

function requestOf(
	method: Route["method"],
	{ body, authorization }: Call,
	signal: AbortSignal | undefined,
): RequestInit {
	const init: RequestInit = {
		method: method.toUpperCase(),
		...(signal ? { signal } : {}),
		...(authorization ? { headers: { authorization } } : {}),
	};
	if (body === undefined) return init;
	if (body instanceof Uint8Array)
		return {
			...init,
			headers: { "content-type": "application/octet-stream" },
			body: new Uint8Array(body),
		};
	return {
		...init,
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
	};
}
