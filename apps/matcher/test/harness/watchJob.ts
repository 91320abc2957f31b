import {
	ackOf,
	dashboardNamespace,
	type JobId,
	JobUpdate,
	StatsUpdate,
	TabgridError,
} from "@tabgrid/protocol";
import { io } from "socket.io-client";
import { z } from "zod";
import type { TestGrid } from "./startGrid.ts";

/** A dashboard's socket, with all that it was told. */
export async function openDashboard(grid: TestGrid) {
	const socket = io(`${grid.url}${dashboardNamespace}`, {
		transports: ["websocket"],
		forceNew: true,
	});
	const updates: JobUpdate[] = [];
	const stats: z.infer<typeof StatsUpdate>[] = [];
	let lists = 0;
	socket.on("job", (message: unknown) => updates.push(JobUpdate.parse(message)));
	socket.on("stats", (message: unknown) => stats.push(StatsUpdate.parse(message)));
	socket.on("jobs", () => {
		lists += 1;
	});
	await new Promise((resolve) => socket.once("connect", () => resolve(undefined)));
	const answered = async (raw: unknown) => {
		const reply = ackOf(z.unknown()).parse(await raw);
		if (!reply.ok) throw TabgridError.fromWire(reply.error);
		return reply.data;
	};
	return {
		updates,
		stats,
		/** How often it was told that lists should refresh. */
		lists: () => lists,
		watch: (jobId: JobId) => answered(socket.emitWithAck("watch", { jobId })),
		unwatch: (jobId: JobId) => answered(socket.emitWithAck("unwatch", { jobId })),
		watchStats: () => answered(socket.emitWithAck("stats")),
		close: () => socket.close(),
	};
}
