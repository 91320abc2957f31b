/** Where a window lies. */
export interface WindowPlace {
	readonly file: string;
	/** Its beginning, in seconds. */
	readonly start: number;
}

/** Characters of a file's name that a label keeps. */
const longestName = 180;

/** A window's label in the manifest: `speech.wav @ 1.28 s`. */
export const windowLabel = ({ file, start }: WindowPlace): string =>
	`${file.slice(0, longestName)} @ ${start.toFixed(2)} s`;

/** Reads a {@link windowLabel}; undefined for any other text. */
export function readWindowLabel(label: string): WindowPlace | undefined {
	const [, file, start] = /^(.*) @ (\d+\.\d\d) s$/s.exec(label) ?? [];
	return file === undefined || start === undefined ? undefined : { file, start: Number(start) };
}
