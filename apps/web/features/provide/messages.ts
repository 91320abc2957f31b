import {
	BackendPreference,
	emptySnapshot,
	ProviderSettings,
	ProviderSnapshot,
} from "@tabgrid/kernels/runner";
import { KernelId, Link, ProviderSummary, WireError } from "@tabgrid/protocol";
import { z } from "zod";
import { Choices, noChoices } from "./choices/choices";
import { Donated, nothingDonated } from "./choices/donated";

/** What the page can ask of the provider, in this tab or in the one that leads. */
export const Command = z.discriminatedUnion("type", [
	z.object({ type: z.literal("pause") }),
	z.object({ type: z.literal("resume") }),
	z.object({ type: z.literal("setIntensity"), intensity: ProviderSettings.shape.intensity }),
	z.object({ type: z.literal("setBackend"), backend: BackendPreference }),
	z.object({ type: z.literal("choose"), choices: Choices.partial() }),
	z.object({ type: z.literal("reconnect") }),
	z.object({ type: z.literal("link"), message: Link }),
]);
export type Command = z.input<typeof Command>;

const id = z.uuid();

/** A command on its way, answered by a {@link Reply} with its id. */
export const CommandMessage = z.object({ kind: z.literal("command"), id, command: Command });

/** A command's outcome; `provider` answers `link`. */
export const Reply = z.object({
	kind: z.literal("reply"),
	id,
	result: z.discriminatedUnion("ok", [
		z.object({ ok: z.literal(true), provider: ProviderSummary.nullable() }),
		z.object({ ok: z.literal(false), error: WireError }),
	]),
});
export type Reply = z.infer<typeof Reply>;

/** What only a page can see, told whenever it changes. */
export const PageFacts = z.object({
	visible: z.boolean(),
	/** Null where there is no battery, or the browser does not tell of one. */
	charging: z.boolean().nullable(),
});
export type PageFacts = z.infer<typeof PageFacts>;

/** What the worker begins with. */
export const Beginning = z.object({
	matcherUrl: z.url(),
	settings: ProviderSettings,
	choices: Choices,
	facts: PageFacts,
});
export type Beginning = z.infer<typeof Beginning>;

/** Page to worker. */
export const ToWorker = z.discriminatedUnion("kind", [
	Beginning.extend({ kind: z.literal("start") }),
	z.object({ kind: z.literal("facts"), facts: PageFacts }),
	CommandMessage,
]);
export type ToWorker = z.input<typeof ToWorker>;

/** Whether this tab does the work, or watches the tab that does. */
export const Role = z.enum(["leading", "following"]);
export type Role = z.infer<typeof Role>;

/** The provider, and what this browser adds to it. */
export const TabSnapshot = ProviderSnapshot.extend({
	choices: Choices,
	donated: Donated,
	/** All kernels that this build can compute, accepted or not. */
	catalogue: z.array(z.object({ id: KernelId, title: z.string() })),
});
export type TabSnapshot = z.infer<typeof TabSnapshot>;

/** The snapshot of a browser in which nothing has happened. */
export const emptyTabSnapshot = (settings: ProviderSettings, choices = noChoices): TabSnapshot => ({
	...emptySnapshot(settings),
	choices,
	donated: nothingDonated(Date.now()),
	catalogue: [],
});

/** Worker to page, at most four times a second. */
export const ToPage = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("state"), role: Role, snapshot: TabSnapshot }),
	Reply,
]);
export type ToPage = z.infer<typeof ToPage>;

/** Between the workers of one browser's tabs. */
export const BetweenTabs = z.discriminatedUnion("kind", [
	/** A follower is new and wants to know. */
	z.object({ kind: z.literal("hello") }),
	/** A tab came on screen, or left it. */
	z.object({ kind: z.literal("seen") }),
	z.object({ kind: z.literal("state"), snapshot: TabSnapshot }),
	CommandMessage,
	Reply,
]);
export type BetweenTabs = z.input<typeof BetweenTabs>;
