import { toTabgridError } from "@tabgrid/kernels/runner";
import { TabgridError } from "@tabgrid/protocol";
import type { z } from "zod";
import {
	type Beginning,
	BetweenTabs,
	type CommandMessage,
	type Reply,
	type TabSnapshot,
	type ToPage,
	ToWorker,
} from "../messages";
import { DonationBook } from "./donationBook";
import { Leader } from "./Leader";
import { throttle } from "./throttle";
import { showTab } from "./visibleTabs";

/** The lock whose holder is the one tab of this browser that works. */
const lockName = "tabgrid.provider";
const channel = new BroadcastChannel("tabgrid.provider");

/** Set while this tab leads. */
let leader: Leader | undefined;
/** What this tab would begin with, were it to lead now. */
let beginning: Beginning | undefined;
/** What the tab that leads told last. */
let told: TabSnapshot | undefined;
let lastState = "";

const tellPage = (message: ToPage) => self.postMessage(message);
const tellTabs = (message: BetweenTabs) => channel.postMessage(message);

function tellState(always = false): void {
	if (leader === undefined) return;
	const snapshot = leader.snapshot();
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
		if (leader === undefined)
			throw new TabgridError("UNAVAILABLE", "No tab of this browser provides right now.");
		return done({ ok: true, provider: await leader.obey(command) });
	} catch (cause) {
		return done({ ok: false, error: toTabgridError(cause, "INTERNAL").toWire() });
	}
}

/** Waits for the lock, then works for as long as the tab lives. */
async function lead(initial: Beginning): Promise<void> {
	await navigator.locks.request(lockName, async () => {
		const book = await DonationBook.open();
		const recent = told?.recent ?? [];
		leader = await Leader.start(beginning ?? initial, book, { recent, changed });
		tellState(true);
		setInterval(changed, 1_000); // the plot moves on though nothing happens
		await new Promise(() => {}); // the lock is given back when the tab closes
	});
}

/** This tab follows: what it hears is what it would go on with. */
function follow(snapshot: TabSnapshot): void {
	told = snapshot;
	const { paused, intensity, backendPreference: backend, choices } = snapshot;
	if (beginning) beginning = { ...beginning, settings: { paused, intensity, backend }, choices };
	tellPage({ kind: "state", role: "following", snapshot });
}

channel.onmessage = async (event) => {
	const message = BetweenTabs.parse(event.data);
	if (message.kind === "reply") tellPage(message);
	else if (leader === undefined) {
		if (message.kind === "state") follow(message.snapshot);
	} else if (message.kind === "hello") tellState(true);
	else if (message.kind === "seen") void leader.look();
	else if (message.kind === "command") tellTabs(await obey(message));
};

self.onmessage = async (event) => {
	const message = ToWorker.parse(event.data);
	if (message.kind === "start") {
		const { kind: _, ...start } = message;
		beginning = start;
		showTab(start.facts.visible);
		void lead(start);
		tellTabs({ kind: "hello" });
	} else if (message.kind === "facts") {
		if (beginning) beginning = { ...beginning, facts: message.facts };
		showTab(message.facts.visible);
		tellTabs({ kind: "seen" });
		leader?.see(message.facts);
	} else if (leader !== undefined) tellPage(await obey(message));
	else tellTabs(message);
};
