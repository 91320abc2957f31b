import { runTool } from "../setup/runTool.mjs";
import { serve } from "./serve.ts";

await runTool({
	title: "Generating the wallet dialog's style sheet",
	log: "predev",
	command: "npm",
	args: ["run", "predev", "--workspace", "@tabgrid/web"],
});
await serve({ dev: true });
