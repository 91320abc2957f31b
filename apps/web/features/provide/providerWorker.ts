import { type ProviderSummary, TabgridError } from "@tabgrid/protocol";
import { type Beginning, type Command, emptyTabSnapshot, ToPage, type ToWorker } from "./messages";
import { watchPageFacts } from "./pageFacts";
import { getView, setView } from "./providerView";

let worker: Worker | undefined;
const waiting = new Map<
	string,
	{ resolve(provider: ProviderSummary | null): void; reject(error: TabgridError): void }
>();

/** Starts this tab's worker; once a page, whoever calls. */
export function startProvider(options: Omit<Beginning, "facts">): void {
	if (worker !== undefined) return;
	worker = new Worker(new URL("./worker/provider.worker.ts", import.meta.url), {
		type: "module",
		name: "tabgrid-provider",
	});
	worker.onmessage = (event) => receive(ToPage.parse(event.data));
	worker.onerror = (event) => {
		const why = event.message || "its script could not be loaded";
		const lastError = {
			code: "INTERNAL" as const,
			message: `The provider failed: ${why}. Reload the page to try again.`,
		};
		const snapshot = {
			...(getView()?.snapshot ?? emptyTabSnapshot(options.settings, options.choices)),
			lastError,
		};
		receive({ kind: "state", role: "leading", snapshot: { ...snapshot, phase: "error" } });
	};
	let started = false;
	void watchPageFacts((facts) => {
		post(started ? { kind: "facts", facts } : { kind: "start", ...options, facts });
		started = true;
	});
}

/**
 * Sends a command to the tab that leads.
 * @returns the provider's totals for `link`, null for all else.
 * @throws TabgridError what the provider answered.
 */
export function sendCommand(command: Command): Promise<ProviderSummary | null> {
	const id = crypto.randomUUID();
	return new Promise((resolve, reject) => {
		if (worker === undefined)
			return reject(new TabgridError("UNAVAILABLE", "The provider has not started yet."));
		waiting.set(id, { resolve, reject });
		post({ kind: "command", id, command });
	});
}

function post(message: ToWorker): void {
	worker?.postMessage(message);
}

function receive(message: ToPage): void {
	if (message.kind === "state") {
		setView({ role: message.role, snapshot: message.snapshot });
		return;
	}
	const command = waiting.get(message.id);
	waiting.delete(message.id);
	if (message.result.ok) command?.resolve(message.result.provider);
	else command?.reject(TabgridError.fromWire(message.result.error));
}
