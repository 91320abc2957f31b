import type { Stage } from "./stage.ts";

/** A page of the dashboard that people look at. */
export interface LookedAtPage {
	/** Names its screenshots. */
	readonly name: string;
	readonly path: string;
}

/** Every page, with the settled jobs and a provider where a page is about one. */
export function pagesOf({
	jobId,
	trustingJobId,
	providerId,
}: Pick<Stage, "jobId" | "trustingJobId" | "providerId">): LookedAtPage[] {
	return [
		{ name: "home", path: "/" },
		{ name: "jobs", path: "/jobs" },
		{ name: "new-job", path: "/jobs/new" },
		{ name: "job", path: `/jobs/${jobId}` },
		{ name: "job-by-trust", path: `/jobs/${trustingJobId}` },
		{ name: "receipts", path: `/receipts/${jobId}` },
		{ name: "receipts-by-trust", path: `/receipts/${trustingJobId}` },
		{ name: "kernels", path: "/kernels" },
		{ name: "kernel", path: "/kernels/ocr-lines" },
		{ name: "network", path: "/network" },
		{ name: "provider", path: `/providers/${providerId}` },
		{ name: "earnings", path: "/earnings" },
		{ name: "donate", path: "/donate" },
		{ name: "not-found", path: "/there-is-no-such-page" },
	];
}
