import { BenchProvider } from "./BenchProvider.ts";
import { type FromClients, ToClients } from "./messages.ts";
import { runLoad } from "./runLoad.ts";

/** Connections opened at once. */
const opening = 20;

let providers: readonly BenchProvider[] = [];
let batch = 1;

process.on("message", (message) => {
	answer(ToClients.parse(message)).then(say, (error: unknown) =>
		say({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
	);
});
process.on("disconnect", () => process.exit(0));

function say(message: FromClients): void {
	process.send?.(message);
}

async function answer(message: ToClients): Promise<FromClients> {
	if (message.kind === "load") return runLoad(providers, batch, message);
	batch = message.batch;
	providers = Array.from({ length: message.connections }, () => new BenchProvider(message.url));
	for (let start = 0; start < providers.length; start += opening)
		await Promise.all(providers.slice(start, start + opening).map((provider) => provider.open()));
	return { kind: "opened" };
}
