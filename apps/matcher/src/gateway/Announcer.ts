import { amountText, type JobId, type ProviderId, type Verdicts } from "@tabgrid/protocol";
import type { Announcements, RejectedReplica } from "../announcements.ts";
import { groupBy } from "../groupBy.ts";
import type { Logger } from "../log.ts";
import {
	type Db,
	gridOpenWork,
	type JudgedShard,
	providerSummaries,
	type RevokedReplica,
	type VoucherToSign,
	voucherList,
} from "../store/index.ts";
import type { DashboardHub } from "./DashboardHub.ts";
import type { ProviderHub } from "./ProviderHub.ts";

type Verdict = Verdicts["verdicts"][number];

/**
 * `work` is told at once, and then at most this often, so that a burst of changes is two rounds of
 * asking.
 */
const workEveryMs = 25;
/** Providers that wait are told again this often while there is work: nothing missed is missed long. */
const workAgainMs = 2_000;

/** Brings what happens in the matcher to the sockets that it concerns. */
export class Announcer implements Announcements {
	readonly #db: Db;
	readonly #providers: ProviderHub;
	readonly #dashboards: DashboardHub;
	readonly #log: Logger;
	readonly #again: NodeJS.Timeout;
	#soon: NodeJS.Timeout | undefined;
	#toldAt = Number.NEGATIVE_INFINITY;

	constructor(db: Db, providers: ProviderHub, dashboards: DashboardHub, log: Logger) {
		this.#db = db;
		this.#providers = providers;
		this.#dashboards = dashboards;
		this.#log = log.child({ part: "announcer" });
		this.#again = setInterval(() => this.#quietly(() => this.#remind()), workAgainMs);
	}

	work(): void {
		const wait = this.#toldAt + workEveryMs - performance.now();
		if (wait <= 0) this.#tellWork();
		else this.#soon ??= setTimeout(() => this.#tellWork(), wait);
	}

	revoked(replicas: readonly RevokedReplica[], reason: string): void {
		for (const [socket, own] of this.#bySocket(replicas))
			socket.emit("revoke", { replicaIds: own.map(({ replicaId }) => replicaId), reason });
		for (const jobId of new Set(replicas.map(({ jobId }) => jobId))) this.jobChanged(jobId);
	}

	rejected(replicas: readonly RejectedReplica[]): void {
		this.#quietly(() =>
			this.#tell(replicas, ({ replicaId, jobId, shardIndex }) => ({
				replicaId,
				jobId,
				shardIndex,
				state: "errored",
				earned: "0",
				pending: "0",
			})),
		);
	}

	judged(shards: readonly JudgedShard[]): void {
		const verdicts = shards.flatMap(({ jobId, shardIndex, verdicts: given }) =>
			given.map((verdict) => ({ ...verdict, jobId, shardIndex })),
		);
		for (const { jobId } of shards) this.jobChanged(jobId);
		this.#quietly(() =>
			this.#tell(verdicts, ({ replicaId, jobId, shardIndex, state, earned, pending }) => ({
				replicaId,
				jobId,
				shardIndex,
				state,
				earned: amountText(earned),
				pending: amountText(pending),
			})),
		);
	}

	paid(providers: readonly ProviderId[]): void {
		const online = providers.filter((id) => this.#providers.socketsOf(id).length > 0);
		if (online.length === 0) return;
		this.#quietly(async () => {
			for (const [id, provider] of await providerSummaries(this.#db, online, Date.now()))
				for (const socket of this.#providers.socketsOf(id))
					socket.emit("verdicts", { verdicts: [], provider });
		});
	}

	vouchers(grown: readonly VoucherToSign[]): void {
		const jobsOf = groupBy(grown, ({ wallet }) => wallet);
		this.#quietly(async () => {
			for (const { socket, session } of this.#providers.sessions()) {
				const own = session.wallet === null ? undefined : jobsOf.get(session.wallet);
				if (session.wallet === null || own === undefined) continue;
				const jobs = new Set(own.map(({ jobId }) => jobId));
				const { vouchers } = await voucherList(this.#db, session.wallet);
				const wire = vouchers.filter(({ jobId }) => jobs.has(jobId));
				socket.emit("vouchers", {
					vouchers: wire.map(({ title: _title, jobState: _state, ...voucher }) => voucher),
				});
			}
		});
	}

	jobChanged(jobId: JobId): void {
		this.#dashboards.jobChanged(jobId);
	}

	jobsChanged(): void {
		this.#dashboards.jobsChanged();
	}

	close(): void {
		clearInterval(this.#again);
		clearTimeout(this.#soon);
	}

	#tellWork(): void {
		clearTimeout(this.#soon);
		this.#soon = undefined;
		this.#toldAt = performance.now();
		for (const socket of this.#providers.takeWaiting()) socket.emit("work");
	}

	async #remind(): Promise<void> {
		if (this.#providers.anyWaiting() && (await gridOpenWork(this.#db))) this.work();
	}

	/** Sends each connected provider its verdicts with its new totals. */
	async #tell<T extends { readonly providerId: ProviderId }>(
		items: readonly T[],
		verdictOf: (item: T) => Verdict,
	): Promise<void> {
		const byProvider = groupBy(items, ({ providerId }) => providerId);
		const online = [...byProvider.keys()].filter((id) => this.#providers.socketsOf(id).length > 0);
		if (online.length === 0) return;
		const summaries = await providerSummaries(this.#db, online, Date.now());
		for (const [providerId, provider] of summaries) {
			const verdicts = (byProvider.get(providerId) ?? []).map(verdictOf);
			for (const socket of this.#providers.socketsOf(providerId))
				socket.emit("verdicts", { verdicts, provider });
		}
	}

	#bySocket(replicas: readonly RevokedReplica[]) {
		const grouped = groupBy(replicas, (replica) => this.#providers.socketOf(replica));
		return [...grouped].flatMap(([socket, own]) => (socket ? [[socket, own] as const] : []));
	}

	/** What is announced can also be asked for: a failure here loses nothing, but is worth a line. */
	#quietly(run: () => Promise<void>): void {
		run().catch((err: unknown) => this.#log.warn({ err }, "An announcement was not delivered."));
	}
}
