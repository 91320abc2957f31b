import type { JobId } from "@tabgrid/protocol";
import type { DashboardSocket } from "./dashboardSocket";

const holders = new WeakMap<DashboardSocket, Map<JobId, number>>();

/**
 * Has the matcher tell of a job for as long as anyone here wants to hear of it: several parts of a
 * page may watch one job, and only the last one that lets go ends it.
 * @returns a function that lets go.
 */
export function holdWatch(socket: DashboardSocket, jobId: JobId): () => void {
	const counts = holders.get(socket) ?? new Map<JobId, number>();
	holders.set(socket, counts);
	counts.set(jobId, (counts.get(jobId) ?? 0) + 1);
	return () => {
		const left = (counts.get(jobId) ?? 1) - 1;
		if (left > 0) {
			counts.set(jobId, left);
			return;
		}
		counts.delete(jobId);
		if (socket.connected) socket.emit("unwatch", { jobId }, () => {});
	};
}
