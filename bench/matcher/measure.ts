import { percentile, rounded } from "../percentile.ts";
import { ClientFleet } from "./ClientFleet.ts";
import type { LoadResult } from "./messages.ts";

/** How clients load a server; the same for the matcher and for the echo. */
export interface LoadOptions {
	readonly connections: number;
	/** Processes over which the connections are spread. */
	readonly processes: number;
	/** Replicas in one message. */
	readonly batch: number;
	/** Measured time of each phase. */
	readonly measureMs: number;
}

const warmupMs = 3_000;

/** What came of a full load. */
export interface FullLoad {
	/** Replicas a second as fast as the answers come. */
	readonly perSecond: number;
	/** Processor time of the clients, in cores. */
	readonly clientCores: number;
}

export async function fullLoad(fleet: ClientFleet, { measureMs }: LoadOptions): Promise<FullLoad> {
	const result = await fleet.run({ warmupMs, measureMs, everyMs: null });
	check(result);
	return {
		perSecond: (result.replicas * 1_000) / measureMs,
		clientCores: (result.cpuSeconds * 1_000) / measureMs,
	};
}

/** Latencies in ms while the connections together ask for so many replicas a second. */
export async function pacedLoad(
	fleet: ClientFleet,
	{ connections, batch, measureMs }: LoadOptions,
	perSecond: number,
) {
	const everyMs = (1_000 * connections * batch) / perSecond;
	const result = await fleet.run({ warmupMs: Math.max(warmupMs, everyMs), measureMs, everyMs });
	check(result);
	const { leaseMs, submitMs, replicas } = result;
	return {
		pacedPerSecond: rounded((replicas * 1_000) / measureMs),
		leaseP50Ms: rounded(percentile(leaseMs, 0.5)),
		leaseP99Ms: rounded(percentile(leaseMs, 0.99)),
		submitP50Ms: rounded(percentile(submitMs, 0.5)),
		submitP99Ms: rounded(percentile(submitMs, 0.99)),
	};
}

/** Opens a fleet for as long as `use` takes. */
export async function withFleet<T>(
	url: string,
	options: LoadOptions,
	use: (fleet: ClientFleet) => Promise<T>,
): Promise<T> {
	const fleet = await ClientFleet.open(url, options);
	try {
		return await use(fleet);
	} finally {
		fleet.close();
	}
}

/** A figure counts only if every replica that was sent was taken. */
function check({ replicas, refused, refusal, starved }: LoadResult): void {
	if (refused > 0) throw new Error(`${refused} submissions were refused: ${refusal}`);
	if (starved > 0) throw new Error(`${starved} asks got nothing: the job is too small.`);
	if (replicas === 0) throw new Error("Nothing was acknowledged in the measured time.");
}
