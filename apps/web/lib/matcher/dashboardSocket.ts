import {
	type DashboardToMatcher,
	dashboardNamespace,
	type MatcherToDashboard,
} from "@tabgrid/protocol";
import { io, type Socket } from "socket.io-client";

export type DashboardSocket = Socket<MatcherToDashboard, DashboardToMatcher>;

/** Opens a dashboard socket to a matcher; it reconnects by itself, for ever. */
export function openDashboard(matcherUrl: string): DashboardSocket {
	return io(`${matcherUrl}${dashboardNamespace}`, {
		transports: ["websocket"],
		reconnectionDelayMax: 4_000,
	});
}
