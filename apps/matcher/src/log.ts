import { type Logger, pino } from "pino";

export type { Logger };

/** JSON lines on standard output; `part` names the part of the matcher that speaks. */
export function createLogger(level: string): Logger {
	return pino({
		level,
		base: { service: "matcher" },
		timestamp: pino.stdTimeFunctions.isoTime,
		redact: ["*.signature", "*.operatorKey"],
	});
}
