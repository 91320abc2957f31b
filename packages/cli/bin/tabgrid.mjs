#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`tabgrid needs Node 20.19 or newer; this is ${process.versions.node}.`);
	process.exit(1);
}
const { launch } = await import("@tabgrid/launch/launch");
const { main } = await launch(new URL("../src/main.ts", import.meta.url));
await main(process.argv);
