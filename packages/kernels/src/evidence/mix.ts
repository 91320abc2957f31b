/** The finalizer of MurmurHash3 (public domain, Austin Appleby): every bit depends on every bit. */
export function mix(value: number): number {
	let hash = (value + 0x9e3779b9) | 0;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
