import { insist } from "@/lib/insist";
import { whenIdle } from "@/lib/whenIdle";
import type { DashboardSocket } from "./dashboardSocket";

const lines = new Map<string, Promise<DashboardSocket>>();
const open = new Map<string, DashboardSocket>();

/** The tab's one dashboard socket to a matcher, opened when the page has come to rest. */
function lineTo(matcherUrl: string): Promise<DashboardSocket> {
	const known = lines.get(matcherUrl);
	if (known !== undefined) return known;
	const line = new Promise<void>((resolve) => whenIdle(resolve)).then(async () => {
		const { openDashboard } = await insist(() => import("./dashboardSocket"));
		const socket = openDashboard(matcherUrl);
		open.set(matcherUrl, socket);
		return socket;
	});
	lines.set(matcherUrl, line);
	return line;
}

/**
 * Does something with the dashboard socket once there is one, which may be never, if the page goes first.
 * Call it in a browser only.
 * @param use what it returns undoes it.
 * @returns lets go: undoes what was done, or keeps it from being done.
 */
export function withDashboard(
	matcherUrl: string,
	use: (socket: DashboardSocket) => () => void,
): () => void {
	let undo: (() => void) | undefined;
	let wanted = true;
	void lineTo(matcherUrl).then((socket) => {
		if (wanted) undo = use(socket);
	});
	return () => {
		wanted = false;
		undo?.();
	};
}

/** Whether the socket is connected now; null as long as there is none. */
export function isDashboardConnected(matcherUrl: string): boolean | null {
	return open.get(matcherUrl)?.connected ?? null;
}
