import { TabgridError } from "@tabgrid/protocol";
import type { z } from "zod";
import { turn } from "@/lib/turn";

async function loadInTurns() {
	const { firstOfEachKind } = await import("./schemaLibrary");
	await turn();
	firstOfEachKind();
	await turn();
	return import("./replies");
}
let replies: ReturnType<typeof loadInTurns> | undefined;

/**
 * The schemas of what the matcher answers; their code comes while the first answer is under way: first
 * the library that makes them, then they themselves, in turns, because all of it at once would hold a
 * slow processor up for longer than a press may wait. After a failure it is tried again when it is
 * wanted again.
 */
export function loadReplies() {
	replies ??= loadInTurns().catch((error: unknown) => {
		replies = undefined;
		throw error;
	});
	return replies;
}
type Replies = Awaited<ReturnType<typeof loadReplies>>;

/**
 * Fetches from the matcher. Answers the response when it is a success.
 * @throws TabgridError with the matcher's own code; UNAVAILABLE when it cannot be reached.
 */
export async function request(url: string, init: RequestInit = {}): Promise<Response> {
	let response: Response;
	try {
		response = await fetch(url, { ...init, credentials: "omit" });
	} catch (cause) {
		if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
		throw new TabgridError(
			"UNAVAILABLE",
			`The matcher at ${new URL(url).origin} does not answer. Check your connection and try again.`,
			{ cause },
		);
	}
	if (response.ok) return response;
	const { ErrorBody } = await loadReplies();
	const body = ErrorBody.safeParse(await response.json().catch(() => null));
	if (body.success) throw TabgridError.fromWire(body.data.error);
	throw new TabgridError(
		response.status >= 500 ? "UNAVAILABLE" : "BAD_REQUEST",
		`The matcher answered ${response.status} without saying why.`,
	);
}

/** {@link request}, with the body parsed by the protocol's schema. */
export async function requestJson<S extends z.ZodType>(
	url: string,
	schemaOf: (replies: Replies) => S,
	init: RequestInit = {},
): Promise<z.infer<S>> {
	// A page that comes alive asks for all that it shows at once: each in a turn of its own.
	await turn();
	const [response, replies] = await Promise.all([request(url, init), loadReplies()]);
	return replies.parseOrThrow(schemaOf(replies), await response.json(), "INTERNAL");
}

/** A POST with a JSON body. */
export function postJson<S extends z.ZodType>(
	url: string,
	schemaOf: (replies: Replies) => S,
	body: unknown,
): Promise<z.infer<S>> {
	return requestJson(url, schemaOf, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
	});
}
