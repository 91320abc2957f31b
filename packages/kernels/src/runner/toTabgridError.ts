import { type ErrorCode, TabgridError } from "@tabgrid/protocol";

const outOfMemory =
	/out of memory|bad_alloc|allocation fail|failed to allocate|memory access out of bounds|could not allocate|std::length_error/i;
const deviceLost =
	/device (was |is )?(lost|destroyed)|lost device|dxgi_error|gpu (process|device).*(crash|lost)/i;

/**
 * Any thrown value as a {@link TabgridError}: one with a code passes unchanged, a message that tells
 * of exhausted memory or a lost device gets that code, everything else gets `fallback`.
 */
export function toTabgridError(cause: unknown, fallback: ErrorCode): TabgridError {
	if (cause instanceof TabgridError) return cause;
	const message = cause instanceof Error ? cause.message : String(cause);
	const text = innermost(message).slice(0, 1_000) || "No reason was given.";
	if (outOfMemory.test(message) || cause instanceof RangeError)
		return new TabgridError("OUT_OF_MEMORY", `The device ran out of memory: ${text}`, { cause });
	if (deviceLost.test(message))
		return new TabgridError("DEVICE_LOST", `The graphics device was lost: ${text}`, { cause });
	return new TabgridError(fallback, text, { cause });
}

const failedNode = /running (\w+) node\. Name:\s*'([^']*)' Status Message: /g;

/**
 * What onnxruntime says of the node that failed. It begins with all the nodes around it, those with a
 * branch or a loop, which tell nothing and fill the space.
 */
function innermost(message: string): string {
	const node = [...message.matchAll(failedNode)].at(-1);
	if (node === undefined) return message;
	const [whole, operator, name] = node;
	const why = message.slice(node.index + whole.length).trim();
	return `The node ${name === "" ? "" : `"${name}" `}(${operator}) failed: ${why}`;
}

/** What a cancelled fetch, wait or run ends with. */
export function stopped(why = "The work was stopped."): TabgridError {
	return new TabgridError("STOPPED", why);
}
