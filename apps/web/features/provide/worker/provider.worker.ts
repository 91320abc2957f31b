import { type Provider, type ProviderSettings, toTabgridError } from "@tabgrid/kernels/runner";
import { TabgridError } from "@tabgrid/protocol";
import type { z } from "zod";
import { BetweenTabs, type CommandMessage, type Reply, type ToPage, ToWorker } from "../messages";
import { makeProvider } from "./makeProvider";
import { throttle } from "./throttle";

/** The lock whose holder is the one tab of this browser that works. */
const lockName = "tabgrid.provider";
const channel = new BroadcastChannel("tabgrid.provider");

/** Set while this tab leads. */
let provider: Provider | undefined;
/** The settings as last heard, from the page or from the tab that leads. */
let settings: ProviderSettings | undefined;
let lastState = "";

const tellPage = (message: ToPage) => self.postMessage(message);
const tellTabs = (message: BetweenTabs) => channel.postMessage(message);

function tellState(always = false): void {
	if (provider === undefined) return;
	const snapshot = provider.snapshot();
	const state = JSON.stringify(snapshot);
	if (state === lastState && !always) return;
	lastState = state;
	tellPage({ kind: "state", role: "leading", snapshot });
	tellTabs({ kind: "state", snapshot });
}
const changed = throttle(tellState, 250);

async function obey({ id, command }: z.infer<typeof CommandMessage>): Promise<Reply> {
	const done = (result: Reply["result"]): Reply => ({ kind: "reply", id, result });
	try {
		if (provider === undefined)
			throw new TabgridError("UNAVAILABLE", "No tab of this browser provides right now.");
		if (command.type === "link")
			return done({ ok: true, provider: await provider.link(command.message) });
		if (command.type === "pause") await provider.pause();
		else if (command.type === "resume") void provider.resume();
		else if (command.type === "setIntensity") provider.setIntensity(command.intensity);
		else void provider.setBackend(command.backend);
		return done({ ok: true, provider: null });
	} catch (cause) {
		return done({ ok: false, error: toTabgridError(cause, "INTERNAL").toWire() });
	}
}

/** Waits for the lock, then works for as long as the tab lives. */
async function lead(matcherUrl: string, initial: ProviderSettings): Promise<void> {
	settings = initial;
	await navigator.locks.request(lockName, async () => {
		provider = makeProvider({
			matcherUrl,
			settings: settings ?? initial,
			onChange: changed,
		});
		await provider.start();
		await new Promise(() => {}); // the lock is given back when the tab closes
	});
}

channel.onmessage = async (event) => {
	const message = BetweenTabs.parse(event.data);
	if (message.kind === "reply") return tellPage(message);
	if (provider !== undefined) {
		if (message.kind === "hello") tellState(true);
		if (message.kind === "command") tellTabs(await obey(message));
		return;
	}
	if (message.kind !== "state") return;
	const { paused, intensity, backendPreference: backend } = message.snapshot;
	settings = { paused, intensity, backend };
	tellPage({ kind: "state", role: "following", snapshot: message.snapshot });
};

self.onmessage = async (event) => {
	const message = ToWorker.parse(event.data);
	if (message.kind === "start") {
		void lead(message.matcherUrl, message.settings);
		tellTabs({ kind: "hello" });
	} else if (provider !== undefined) tellPage(await obey(message));
	else tellTabs(message);
};
