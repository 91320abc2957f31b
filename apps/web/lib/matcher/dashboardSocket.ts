import {
	type DashboardToMatcher,
	dashboardNamespace,
	type MatcherToDashboard,
} from "@tabgrid/protocol";
import { io, type Socket } from "socket.io-client";

export type DashboardSocket = Socket<MatcherToDashboard, DashboardToMatcher>;

const sockets = new Map<string, DashboardSocket>();

/** The one dashboard socket of this tab to a matcher; it reconnects by itself, for ever. */
export function dashboardSocket(matcherUrl: string): DashboardSocket {
	const existing = sockets.get(matcherUrl);
	if (existing) return existing;
	const socket: DashboardSocket = io(`${matcherUrl}${dashboardNamespace}`, {
		transports: ["websocket"],
		reconnectionDelayMax: 10_000,
	});
	sockets.set(matcherUrl, socket);
	return socket;
}
