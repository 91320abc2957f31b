import { runTool } from "../setup/runTool.mjs";
import { serve } from "./serve.ts";

await runTool({
	title: "Preparing the web app's files",
	log: "predev",
	command: "npm",
	args: ["run", "predev", "--workspace", "@tabgrid/web"],
});
await serve({ dev: true });
