import type { ErrorCode, WireError } from "./errors.ts";

/** The one error class that crosses Tabgrid's boundaries. */
export class TabgridError extends Error {
	override readonly name = "TabgridError";
	readonly code: ErrorCode;
	readonly details: Record<string, unknown> | undefined;
	readonly retryAfterMs: number | undefined;

	constructor(
		code: ErrorCode,
		message: string,
		options: { details?: Record<string, unknown>; retryAfterMs?: number; cause?: unknown } = {},
	) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.code = code;
		this.details = options.details;
		this.retryAfterMs = options.retryAfterMs;
	}

	/** The form that travels; never carries a stack or a cause. */
	toWire(): WireError {
		return {
			code: this.code,
			message: this.message,
			...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
			...(this.details === undefined ? {} : { details: this.details }),
		};
	}

	static fromWire(error: WireError): TabgridError {
		return new TabgridError(error.code, error.message, {
			...(error.details === undefined ? {} : { details: error.details }),
			...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
		});
	}
}
