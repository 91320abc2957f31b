import { TabgridError } from "@tabgrid/protocol";

/** A model that is refused, with the sentence that its owner reads. */
export const badModel = (message: string, cause?: unknown): TabgridError =>
	new TabgridError("BAD_MODEL", message, cause === undefined ? {} : { cause });

/** A name out of a file that nobody vouches for: short, printable, in quotes. */
export function quoted(name: string): string {
	const printable = name.slice(0, 100).replace(/\p{C}/gu, "�");
	return `"${printable}${name.length > 100 ? "…" : ""}"`;
}
