/** The command line or the environment is wrong; the message says how. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}
