import { once } from "node:events";
import { createServer } from "node:http";
import { limits } from "@tabgrid/protocol";
import { io } from "socket.io-client";
import { expect, it } from "vitest";
import { createSocketServer } from "./createSocketServer.ts";

it("takes as many inline results in one message as a submit may hold", async () => {
	const http = createServer();
	const server = createSocketServer(http, {
		corsOrigins: ["*"],
		trustProxy: false,
		rates: {
			httpPerMinute: 1,
			uploadBytesPerHour: 1,
			socketMessagesPerSecond: 1,
			socketsPerAddress: 1,
			faucetPerHour: 1,
		},
	});
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
