import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What GET /metrics shows: counts since the process started, and sizes as they are now. */
export function createMetrics() {
	const register = new Registry();
	collectDefaultMetrics({ register, prefix: "tabgrid_" });
	const registers = [register];
	return {
		register,
		leases: new Counter({
			name: "tabgrid_leases_total",
			help: "Replicas leased to providers.",
			registers,
		}),
		submissions: new Counter({
			name: "tabgrid_submissions_total",
			help: "Submitted replicas by outcome: ok, or the code of the error.",
			labelNames: ["outcome"] as const,
			registers,
		}),
		verdicts: new Counter({
			name: "tabgrid_verdicts_total",
			help: "Replicas by verdict.",
			labelNames: ["verdict"] as const,
			registers,
		}),
		shards: new Counter({
			name: "tabgrid_shards_total",
			help: "Shards that were judged, by what became of them.",
			labelNames: ["outcome"] as const,
			registers,
		}),
		transactions: new Counter({
			name: "tabgrid_transactions_total",
			help: "The operator's transactions by outcome.",
			labelNames: ["outcome"] as const,
			registers,
		}),
		burns: new Counter({
			name: "tabgrid_burns_total",
			help: "Stakes burned for refuted results, by outcome of the transaction.",
			labelNames: ["outcome"] as const,
			registers,
		}),
		rejected: new Counter({
			name: "tabgrid_rejected_total",
			help: "Messages and requests refused, by error code.",
			labelNames: ["code"] as const,
			registers,
		}),
		queue: new Gauge({
			name: "tabgrid_queue_size",
			help: "Items waiting in a batching queue.",
			labelNames: ["queue"] as const,
			registers,
		}),
		sockets: new Gauge({
			name: "tabgrid_sockets",
			help: "Open sockets by namespace; providers count once authenticated.",
			labelNames: ["namespace"] as const,
			registers,
		}),
		chainHead: new Gauge({
			name: "tabgrid_chain_block",
			help: "Newest block whose events are recorded.",
			registers,
		}),
		batchDuration: new Histogram({
			name: "tabgrid_batch_seconds",
			help: "Time one batch of a queue took.",
			labelNames: ["queue"] as const,
			buckets: seconds,
			registers,
		}),
		judgeDuration: new Histogram({
			name: "tabgrid_judge_seconds",
			help: "Time to load, compare and judge one shard.",
			buckets: seconds,
			registers,
		}),
		httpDuration: new Histogram({
			name: "tabgrid_http_seconds",
			help: "Time to answer an HTTP request, by route and status.",
			labelNames: ["method", "route", "status"] as const,
			buckets: seconds,
			registers,
		}),
	};
}
