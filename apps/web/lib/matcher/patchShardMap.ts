/** Puts changed state letters into a shard map; a change outside of the map is passed over. */
export function patchShardMap(
	states: string,
	changed: readonly (readonly [index: number, letter: string])[],
): string {
	if (changed.length === 0) return states;
	const letters = states.split("");
	for (const [index, letter] of changed) if (index in letters) letters[index] = letter;
	return letters.join("");
}
