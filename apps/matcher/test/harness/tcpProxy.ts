import { connect, createServer, type Server, type Socket } from "node:net";

/** A TCP proxy that can be cut and mended: what is behind it goes away and comes back. */
export async function startProxy(targetUrl: string) {
	let target = new URL(targetUrl);
	const open = new Set<Socket>();
	let frozen = false;
	let server: Server;
	let port = 0;
	const listen = () =>
		new Promise<void>((resolve, reject) => {
			server = createServer((near) => {
				const far = connect(Number(target.port), target.hostname);
				for (const socket of [near, far]) {
					open.add(socket);
					socket.on("error", () => socket.destroy());
					socket.on("close", () => {
						open.delete(socket);
						near.destroy();
						far.destroy();
					});
				}
				near.pipe(far).pipe(near);
				if (frozen) hold(near, far);
			});
			server.once("error", reject);
			server.listen(port, "127.0.0.1", () => {
				const address = server.address();
				if (typeof address === "object" && address !== null) port = address.port;
				resolve();
			});
		});
	const cut = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			for (const socket of open) socket.destroy();
		});
	/** As a cut cable: connections stay open, and nothing arrives any more. */
	const hold = (...sockets: readonly Socket[]) => {
		for (const socket of sockets) socket.unpipe().pause();
	};
	const freeze = () => {
		frozen = true;
		hold(...open);
	};
	/** The cable is back; what was connected through it before is gone by then. */
	const thaw = () => {
		frozen = false;
		for (const socket of open) socket.destroy();
	};
	await listen();
	const retarget = (url: string) => {
		target = new URL(url);
	};
	return { retarget, url: () => `http://127.0.0.1:${port}`, cut, mend: listen, freeze, thaw };
}
