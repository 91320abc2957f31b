import { TabgridError } from "@tabgrid/protocol";

/** Why a file can't be read, by Node's code, with the way out. */
const reasons: Readonly<Record<string, (file: string) => string>> = {
	ENOENT: (file) => `There is no file ${file}.`,
	EISDIR: (file) => `${file} is a folder: name its files, such as '${file}/*.png'.`,
	EACCES: (file) => `${file} may not be read by you: look at its permissions.`,
};

/** BAD_INPUT in words, for a file of the command line that could not be read; other errors of ours stay. */
export function unreadable(file: string, cause: unknown): TabgridError {
	if (cause instanceof TabgridError) return cause;
	const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
	const why = cause instanceof Error ? cause.message : String(cause);
	const message =
		reasons[code]?.(file.replace(/(.)[\\/]+$/, "$1")) ?? `${file} can't be read: ${why}`;
	return new TabgridError("BAD_INPUT", message, { cause });
}
