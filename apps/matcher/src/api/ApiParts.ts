import type { HttpBindings } from "@hono/node-server";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Stats } from "@tabgrid/protocol";
import type { Announcements } from "../announcements.ts";
import type { RecordedBlobs } from "../blobs/RecordedBlobs.ts";
import type { Chain } from "../chain/connectChain.ts";
import type { Operator } from "../chain/Operator.ts";
import type { Config } from "../config.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { ModelChecker } from "../modelCheck/ModelChecker.ts";
import type { Db } from "../store/index.ts";

/** What the API's routes work with. */
export interface ApiParts {
	readonly config: Config;
	readonly db: Db;
	readonly blobs: RecordedBlobs;
	readonly models: ModelChecker;
	readonly chain: Chain;
	readonly operator: Operator;
	readonly announce: Announcements;
	/** The grid's figures, at most a second old. */
	readonly stats: () => Promise<Stats>;
	/** Whether the chain could be read when it was last tried. */
	readonly chainHealthy: () => boolean;
	/** Told when a job may go on: a draft whose escrow was posted already, a cancelled one. */
	readonly jobsMoved: () => void;
	readonly log: Logger;
	readonly metrics: Metrics;
}

/** What hono passes to every route. */
export interface ApiEnvironment {
	Bindings: HttpBindings;
	/** The address that a request's rates are counted by. */
	Variables: { address: string };
}
export type Api = OpenAPIHono<ApiEnvironment>;
