import { createRoute } from "@hono/zod-openapi";
import {
	HistoryQuery,
	HistoryRange,
	Leaderboard,
	LeaderboardPeriod,
	LeaderboardQuery,
	NetworkHistory,
	NetworkView,
} from "@tabgrid/protocol";
import { cachedFor } from "../../cachedFor.ts";
import { leaderboard, networkHistory, networkView } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** Everyone who looks at the network within this time shares one reading of it, in ms. */
const sharedMs = 2_000;

/** GET /network and what lies under it: the grid's public face. */
export function addNetworkRoutes(api: Api, { db }: ApiParts): void {
	const view = cachedFor(sharedMs, () => networkView(db, Date.now()));
	const histories = new Map(
		HistoryRange.options.map((range) => [
			range,
			cachedFor(sharedMs, () => networkHistory(db, range, Date.now())),
		]),
	);
	const boards = new Map(
		LeaderboardPeriod.options.map((period) => [
			period,
			cachedFor(sharedMs, () => leaderboard(db, period, Date.now())),
		]),
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/network",
			tags: ["network"],
			summary: "Who provides now, on what, and how often a shard is computed",
			responses: { 200: json("Figures at most two seconds old.", NetworkView), ...failures },
		}),
		async (context) => context.json(await view(), 200),
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/network/history",
			tags: ["network"],
			summary: "What the grid did, point by point, and by kernel",
			description:
				"Up to half a minute ago; the last point is shorter (ms) while its time isn't over. Minutes are kept for two days, hours for three months, days for ever.",
			request: { query: HistoryQuery },
			responses: { 200: json("Points without gaps, oldest first.", NetworkHistory), ...failures },
		}),
		async (context) => {
			const { range } = context.req.valid("query");
			const read = histories.get(range) ?? (() => networkHistory(db, range, Date.now()));
			return context.json(await read(), 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/network/leaderboard",
			tags: ["network"],
			summary: "Providers that chose a name, by replicas that agreed",
			request: { query: LeaderboardQuery },
			responses: { 200: json("The first fifty, and the others' total.", Leaderboard), ...failures },
		}),
		async (context) => {
			const { period } = context.req.valid("query");
			const read = boards.get(period) ?? (() => leaderboard(db, period, Date.now()));
			return context.json(await read(), 200);
		},
	);
}
