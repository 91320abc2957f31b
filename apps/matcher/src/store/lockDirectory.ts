import { createHash } from "node:crypto";
import { realpath, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TabgridError } from "@tabgrid/protocol";

/**
 * The socket that stands for a directory. On Linux it is abstract: the kernel frees it with its
 * process, however that dies. Elsewhere it may be left behind and is then taken over.
 */
function socketOf(directory: string): string {
	const name = `tabgrid-${createHash("sha256").update(directory).digest("hex").slice(0, 32)}`;
	if (process.platform === "linux") return `\0${name}`;
	if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
	return join(tmpdir(), `${name}.sock`);
}

function listen(path: string): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer((socket) => socket.destroy());
		server.once("error", reject);
		server.listen(path, () => {
			server.unref();
			resolve(server);
		});
	});
}

function answers(path: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(path);
		socket.once("connect", () => {
			socket.destroy();
			resolve(true);
		});
		socket.once("error", () => resolve(false));
	});
}

const isInUse = (error: unknown) =>
	error instanceof Error && "code" in error && error.code === "EADDRINUSE";

/**
 * Makes this process the only one of the machine that has `directory` open, until the returned
 * function is called or the process ends. A lock is a listening socket, not a file with a pid: a
 * killed process leaves none behind, and a reused pid can't look alive.
 * @throws TabgridError CONFLICT when another process holds it.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
	const path = socketOf(await realpath(directory));
	const server = await listen(path).catch(async (error: unknown) => {
		if (!isInUse(error)) throw error;
		if (await answers(path)) {
			throw new TabgridError(
				"CONFLICT",
				`Another matcher has ${directory} open; stop it, or give this one another directory.`,
				{ details: { directory } },
			);
		}
		await rm(path, { force: true });
		return listen(path);
	});
	return () => new Promise((resolve) => server.close(() => resolve()));
}
