import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import getPort, { clearLockedPorts } from "get-port";
import { z } from "zod";

/** The TCP ports of a grid's three servers. */
export interface GridPorts {
	readonly web: number;
	readonly matcher: number;
	readonly chain: number;
}

const Remembered = z.object({ web: z.int(), matcher: z.int(), chain: z.int() });

/**
 * Ports that are free now: those of the folder's last grid, else the preferred ones, else any. They
 * are remembered in the folder, because a page's address is also the name of its stored keys.
 */
export async function choosePorts(
	folder: string,
	preferred: Partial<GridPorts>,
): Promise<GridPorts> {
	const file = join(folder, "ports.json");
	const before: Partial<GridPorts> = remembered(file);
	clearLockedPorts(); // or the folder's ports would be refused for a minute after its last grid
	const choose = (name: keyof GridPorts) =>
		getPort({
			host: "127.0.0.1",
			port: [before[name], preferred[name]].filter((port) => port !== undefined),
		});
	const ports = {
		web: await choose("web"),
		matcher: await choose("matcher"),
		chain: await choose("chain"),
	};
	writeFileSync(file, JSON.stringify(ports));
	return ports;
}

function remembered(file: string): Partial<GridPorts> {
	try {
		return Remembered.parse(JSON.parse(readFileSync(file, "utf8")));
	} catch {
		return {}; // a first start
	}
}
