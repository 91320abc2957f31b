import {
	Address,
	BlobStored,
	CancelReply,
	CancelRequest,
	CreateJobReply,
	CreateJobRequest,
	FaucetReply,
	FaucetRequest,
	GridConfig,
	HistoryQuery,
	JobEventList,
	JobEventQuery,
	JobList,
	JobQuery,
	JobView,
	KernelList,
	Leaderboard,
	LeaderboardQuery,
	MissingBlobsReply,
	MissingBlobsRequest,
	ModelSpread,
	NameRequest,
	NetworkHistory,
	NetworkView,
	ProviderHistory,
	ProviderHistoryQuery,
	ProviderView,
	RedemptionList,
	RedemptionReply,
	RedemptionRequest,
	ResultList,
	ResultQuery,
	ShardMap,
	ShardView,
	Stats,
	VoucherList,
} from "@tabgrid/protocol";
import { z } from "zod";

/** One route of the matcher's HTTP API, as its OpenAPI description names it. */
export interface Route {
	readonly method: "get" | "post" | "put";
	/** With `{name}` where a value goes. */
	readonly path: `/${string}`;
	readonly query?: z.ZodObject;
	/** JSON body. */
	readonly body?: z.ZodType;
	/** JSON answer; a route without one answers bytes. */
	readonly reply?: z.ZodType;
}

/**
 * Every route that the SDK calls, and nothing else: {@link MatcherApi} calls by this table, and the
 * tests hold it against `/openapi.json` of a running matcher.
 */
export const routes = {
	config: { method: "get", path: "/config", reply: GridConfig },
	kernels: { method: "get", path: "/kernels", reply: KernelList },
	stats: { method: "get", path: "/stats", reply: Stats },
	missingBlobs: {
		method: "post",
		path: "/blobs/missing",
		body: MissingBlobsRequest,
		reply: MissingBlobsReply,
	},
	putBlob: { method: "put", path: "/blobs/{digest}", reply: BlobStored },
	blob: { method: "get", path: "/blobs/{digest}" },
	modelSpread: { method: "get", path: "/models/{digest}/spread", reply: ModelSpread },
	createJob: { method: "post", path: "/jobs", body: CreateJobRequest, reply: CreateJobReply },
	jobs: { method: "get", path: "/jobs", query: JobQuery, reply: JobList },
	job: { method: "get", path: "/jobs/{jobId}", reply: JobView },
	jobEvents: {
		method: "get",
		path: "/jobs/{jobId}/events",
		query: JobEventQuery,
		reply: JobEventList,
	},
	shardMap: { method: "get", path: "/jobs/{jobId}/shards", reply: ShardMap },
	shard: { method: "get", path: "/jobs/{jobId}/shards/{index}", reply: ShardView },
	results: {
		method: "get",
		path: "/jobs/{jobId}/results",
		query: ResultQuery,
		reply: ResultList,
	},
	cancelJob: {
		method: "post",
		path: "/jobs/{jobId}/cancel",
		body: CancelRequest,
		reply: CancelReply,
	},
	receipts: { method: "get", path: "/jobs/{jobId}/receipts/file" },
	vouchers: {
		method: "get",
		path: "/vouchers",
		query: z.object({ wallet: Address }),
		reply: VoucherList,
	},
	redemptions: {
		method: "get",
		path: "/redemptions",
		query: z.object({ wallet: Address }),
		reply: RedemptionList,
	},
	redeem: {
		method: "post",
		path: "/redemptions",
		body: RedemptionRequest,
		reply: RedemptionReply,
	},
	provider: { method: "get", path: "/providers/{providerId}", reply: ProviderView },
	providerHistory: {
		method: "get",
		path: "/providers/{providerId}/history",
		query: ProviderHistoryQuery,
		reply: ProviderHistory,
	},
	nameProvider: {
		method: "post",
		path: "/providers/{providerId}/name",
		body: NameRequest,
		reply: ProviderView,
	},
	network: { method: "get", path: "/network", reply: NetworkView },
	networkHistory: {
		method: "get",
		path: "/network/history",
		query: HistoryQuery,
		reply: NetworkHistory,
	},
	leaderboard: {
		method: "get",
		path: "/network/leaderboard",
		query: LeaderboardQuery,
		reply: Leaderboard,
	},
	faucet: { method: "post", path: "/faucet", body: FaucetRequest, reply: FaucetReply },
} as const satisfies Record<string, Route>;
