import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { createPgliteDb } from "../pgliteDb.ts";
import { DatabaseServer } from "./DatabaseServer.ts";
import type { FromDatabase, ToDatabase } from "./messages.ts";
import { troubleOf } from "./trouble.ts";

// The thread of the embedded database; DatabaseThread is its other end.
const { dataDir } = z.object({ dataDir: z.string() }).parse(workerData);
const port = parentPort;
const answer = (message: FromDatabase) => port?.postMessage(message);

try {
	const server = new DatabaseServer(await createPgliteDb(dataDir));
	port?.on("message", async (message: ToDatabase) => {
		answer(await server.answer(message));
		if (message.kind === "close") port.close();
	});
	answer({ id: 0 });
} catch (error) {
	answer({ id: 0, error: troubleOf(error) });
}
