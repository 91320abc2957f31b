import type { JobId, JobState, ProviderHistory, ProviderId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { specOf } from "./jobRows.ts";

const dayMs = 86_400_000;
const jobsShown = 20;
/** No row has this id. */
const nobody = -1;
const work = `coalesce(sum(d.agreed), 0)::integer as agreed,
	coalesce(sum(d.disagreed), 0)::integer as disagreed, coalesce(sum(d.errored), 0)::integer as errored,
	coalesce(sum(d.expired), 0)::integer as expired, coalesce(sum(d.earned), 0)::text as earned`;

type Work = Omit<ProviderHistory["days"][number], "at">;

interface JobRow extends Work {
	readonly job_id: JobId;
	readonly kernel: string;
	readonly spec: string;
	readonly state: JobState;
	readonly last_at: number;
}

/**
 * What a provider did, day by day (UTC, the last one is today), by kernel, and its newest jobs; as far
 * as recordHistory has come. Nothing for one that never connected.
 */
export async function providerHistory(
	db: Queries,
	providerId: ProviderId,
	days: number,
	now: number,
): Promise<ProviderHistory> {
	const [provider] = await db.query<{ id: number }>(
		"select id from providers where provider_id = $1",
		[providerId],
	);
	const id = provider?.id ?? nobody;
	const from = now - (now % dayMs) - (days - 1) * dayMs;
	const active = await db.query<Work & { at: number }>(
		`select d.at, ${work} from provider_days d where d.provider = $1 and d.at >= $2 group by d.at`,
		[id, from],
	);
	const kernels = await db.query<Work & { kernel: string; webgpu: number }>(
		`select j.kernel, ${work}, sum(d.webgpu)::integer as webgpu
		 from provider_jobs d join jobs j on j.id = d.job where d.provider = $1
		 group by j.kernel order by agreed desc, j.kernel`,
		[id],
	);
	const jobs = await db.query<JobRow>(
		`select j.job_id, j.kernel, j.spec, j.state, d.last_at, d.agreed, d.disagreed, d.errored,
		 	d.expired, d.earned::text as earned
		 from provider_jobs d join jobs j on j.id = d.job where d.provider = $1
		 order by d.last_at desc, d.job desc limit $2`,
		[id, jobsShown],
	);
	const activeAt = new Map(active.map((row) => [row.at, row]));
	const webgpu = kernels.reduce((sum, kernel) => sum + kernel.webgpu, 0);
	const agreed = kernels.reduce((sum, kernel) => sum + kernel.agreed, 0);
	return {
		days: Array.from({ length: days }, (_, index) => {
			const at = from + index * dayMs;
			return { ...idle, ...activeAt.get(at), at };
		}),
		kernels: kernels.map(({ webgpu: _webgpu, ...kernel }) => kernel),
		backends: { webgpu, wasm: agreed - webgpu },
		jobs: jobs.map(({ job_id, spec, last_at, ...job }) => ({
			...job,
			jobId: job_id,
			title: specOf({ spec }).title,
			lastAt: last_at,
		})),
	};
}

const idle: Work = { agreed: 0, disagreed: 0, errored: 0, expired: 0, earned: "0" };
