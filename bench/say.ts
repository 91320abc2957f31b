/** Progress for people; standard output carries results only. */
export function say(line: string): void {
	console.error(line);
}
