import { runTool } from "./runTool.mjs";

/** Builds the web app; turbo answers from its cache when nothing that it is made of has changed. */
export async function build() {
	await runTool({
		title: "Building the web app (turbo run build)",
		log: "build",
		command: "npm",
		args: ["run", "build"],
		env: { NODE_ENV: "production" },
	});
}
