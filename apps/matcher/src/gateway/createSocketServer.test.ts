import { once } from "node:events";
import { createServer } from "node:http";
import { limits } from "@tabgrid/protocol";
import { io } from "socket.io-client";
import { expect, it, vi } from "vitest";
import { createLogger } from "../log.ts";
import { createSocketServer } from "./createSocketServer.ts";

const config = {
	corsOrigins: ["*"],
	trustProxy: true,
	rates: {
		httpPerMinute: 1,
		uploadBytesPerHour: 1,
		socketMessagesPerSecond: 1,
		socketsPerAddress: 3,
		tabsPerProvider: 1,
		faucetPerHour: 1,
		relaysPerHour: 1,
	},
};

it("takes as many inline results in one message as a submit may hold", async () => {
	const http = createServer();
	const server = createSocketServer(http, config, createLogger("silent"));
	server.on("connection", (socket) =>
		socket.on("submit", (outputs: unknown[], ack: (taken: number) => void) => ack(outputs.length)),
	);
	http.listen(0, "127.0.0.1");
	await once(http, "listening");
	const address = http.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	const client = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], reconnection: false });
	try {
		const outputs = Array.from({ length: limits.submitBatch }, (_, byte) => Buffer.of(byte));
		const acknowledged = new Promise((resolve, reject) => {
			client.once("disconnect", (reason) => reject(new Error(`The socket closed: ${reason}.`)));
			client.emit("submit", outputs, resolve);
		});
		expect(await acknowledged).toBe(limits.submitBatch);
	} finally {
		client.close();
		await server.close();
	}
});

it("tells those whom an address has too many of why, serves others, and the next when one has gone", async () => {
	const http = createServer();
	const server = createSocketServer(http, config, createLogger("silent"));
	server.of("/any");
	http.listen(0, "127.0.0.1");
	await once(http, "listening");
	const address = http.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	const open = async (from: string) => {
		const client = io(`http://127.0.0.1:${port}/any`, {
			transports: ["websocket"],
			reconnection: false,
			forceNew: true,
			extraHeaders: { "X-Forwarded-For": from },
		});
		const outcome = await new Promise<"open" | unknown>((resolve) => {
			client.once("connect", () => resolve("open"));
			client.once("connect_error", (error: Error & { data?: unknown }) => resolve(error.data));
		});
		return { client, outcome };
	};
	try {
		const crowd = [];
		for (let count = 0; count < 3; count++) crowd.push(await open("203.0.113.7"));
		expect(crowd.map(({ outcome }) => outcome)).toEqual(["open", "open", "open"]);
		const refused = { code: "RATE_LIMITED", retryAfterMs: expect.any(Number) };
		expect((await open("203.0.113.7")).outcome).toMatchObject(refused);
		expect((await open("203.0.113.8")).outcome).toBe("open");
		crowd[0]?.client.close();
		await vi.waitFor(async () => expect((await open("203.0.113.7")).outcome).toBe("open"));
	} finally {
		await server.close();
	}
});
