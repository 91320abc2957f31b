const escapeCharacter = "\u001b";

/**
 * The beginning of a line that fits into `columns` of a terminal, colours not counted: a line that
 * wraps can't be rewritten, and each of its states would stay on the screen.
 */
export function fitLine(text: string, columns: number): string {
	let fitted = "";
	let shown = 0;
	let colouring = false;
	for (const character of text) {
		if (character === escapeCharacter) colouring = true;
		else if (colouring) colouring = character !== "m";
		else if (++shown === columns) {
			// The last column stays free: some terminals wrap as soon as it is written.
			return `${fitted}${text.includes(escapeCharacter) ? `${escapeCharacter}[0m` : ""}`;
		}
		fitted += character;
	}
	return fitted;
}
