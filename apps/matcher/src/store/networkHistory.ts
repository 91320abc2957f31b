import {
	type HistoryPoint,
	type HistoryRange,
	historyRanges,
	type NetworkHistory,
} from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

const flow = `coalesce(sum(verified), 0)::integer as verified,
	coalesce(sum(disputed), 0)::integer as disputed, coalesce(sum(failed), 0)::integer as failed,
	coalesce(sum(agreed), 0)::integer as agreed, coalesce(sum(disagreed), 0)::integer as disagreed,
	coalesce(sum(errored), 0)::integer as errored, coalesce(sum(expired), 0)::integer as expired,
	coalesce(sum(paid), 0)::text as paid`;

type Flow = Omit<HistoryPoint, "at" | "ms" | "online" | "webgpu" | "wasm">;
type Presence = Pick<HistoryPoint, "online" | "webgpu" | "wasm">;

const nothing: Flow & Presence = {
	verified: 0,
	disputed: 0,
	failed: 0,
	agreed: 0,
	disagreed: 0,
	errored: 0,
	expired: 0,
	paid: "0",
	online: 0,
	webgpu: 0,
	wasm: 0,
};

/**
 * The grid's history up to where it is recorded (recordHistory: 20 to 30 s ago), without gaps. Its last
 * point is as long as what of it is recorded.
 */
export async function networkHistory(
	db: Queries,
	range: HistoryRange,
	now: number,
): Promise<NetworkHistory> {
	const { points, pointMs, step } = historyRanges[range];
	const [cursor] = await db.query<{ until: number }>("select until from history_cursor");
	const until = cursor?.until ?? now;
	const last = until - 1 - ((until - 1) % pointMs);
	const from = last - (points - 1) * pointMs;
	const params = [step, from, until, pointMs];
	const flows = await db.query<Flow & { at: number }>(
		`select at - at % $4::bigint as at, ${flow} from grid_history
		 where step = $1 and at >= $2 and at < $3 group by 1`,
		params,
	);
	const presence = await db.query<Presence & { at: number }>(
		`select at - at % $4::bigint as at, max(online) as online, max(webgpu) as webgpu, max(wasm) as wasm
		 from grid_presence where step = $1 and at >= $2 and at < $3 group by 1`,
		params,
	);
	const kernels = await db.query<Flow & { kernel: string }>(
		`select kernel, ${flow} from grid_history where step = $1 and at >= $2 and at < $3
		 group by kernel order by verified desc, agreed desc, kernel`,
		params.slice(0, 3),
	);
	const flowAt = new Map(flows.map((row) => [row.at, row]));
	const presenceAt = new Map(presence.map((row) => [row.at, row]));
	return {
		range,
		pointMs,
		points: Array.from({ length: points }, (_, index) => {
			const at = from + index * pointMs;
			const ms = Math.min(pointMs, until - at);
			return { ...nothing, ...flowAt.get(at), ...presenceAt.get(at), at, ms };
		}),
		kernels,
	};
}
