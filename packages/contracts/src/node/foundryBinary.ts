import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { TabgridError } from "@tabgrid/protocol";

/**
 * The path of forge's or anvil's executable, which npm installs as a package of the platform. Used
 * directly, because the launcher of the main package swallows exit codes and is not the process that
 * signals should reach. Throws UNAVAILABLE where npm has none for this platform.
 */
export function foundryBinary(tool: "forge" | "anvil"): string {
	const arch = process.arch === "x64" ? "amd64" : process.arch;
	const name = `@foundry-rs/${tool}-${process.platform}-${arch}`;
	try {
		const main = createRequire(import.meta.url).resolve(`@foundry-rs/${tool}/package.json`);
		const manifest = createRequire(main).resolve(`${name}/package.json`);
		return join(dirname(manifest), "bin", process.platform === "win32" ? `${tool}.exe` : tool);
	} catch (cause) {
		throw new TabgridError("UNAVAILABLE", `npm installed no ${tool} for this platform (${name}).`, {
			cause,
		});
	}
}
