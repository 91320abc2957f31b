import { BackendPreference, ProviderSettings, ProviderSnapshot } from "@tabgrid/kernels/runner";
import { Link, ProviderSummary, WireError } from "@tabgrid/protocol";
import { z } from "zod";

/** What the page can ask of the provider, in this tab or in the one that leads. */
export const Command = z.discriminatedUnion("type", [
	z.object({ type: z.literal("pause") }),
	z.object({ type: z.literal("resume") }),
	z.object({ type: z.literal("setIntensity"), intensity: ProviderSettings.shape.intensity }),
	z.object({ type: z.literal("setBackend"), backend: BackendPreference }),
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

/** Page to worker. */
export const ToWorker = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("start"), matcherUrl: z.url(), settings: ProviderSettings }),
	CommandMessage,
]);
export type ToWorker = z.input<typeof ToWorker>;

/** Whether this tab does the work, or watches the tab that does. */
export const Role = z.enum(["leading", "following"]);
export type Role = z.infer<typeof Role>;

/** Worker to page, at most four times a second. */
export const ToPage = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("state"), role: Role, snapshot: ProviderSnapshot }),
	Reply,
]);
export type ToPage = z.infer<typeof ToPage>;

/** Between the workers of one browser's tabs. */
export const BetweenTabs = z.discriminatedUnion("kind", [
	/** A follower is new and wants to know. */
	z.object({ kind: z.literal("hello") }),
	z.object({ kind: z.literal("state"), snapshot: ProviderSnapshot }),
	CommandMessage,
	Reply,
]);
export type BetweenTabs = z.input<typeof BetweenTabs>;
