/** 4-bit integers as onnxruntime packs them: two a byte, the first in the low half. */

/** One signed or unsigned value a byte. */
export function unpackNibbles(
	packed: Uint8Array,
	count: number,
	signed: boolean,
): Int8Array | Uint8Array {
	const values = signed ? new Int8Array(count) : new Uint8Array(count);
	for (let i = 0; i < count; i++) {
		const nibble = ((packed[i >> 1] ?? 0) >> ((i & 1) * 4)) & 0xf;
		values[i] = signed && nibble > 7 ? nibble - 16 : nibble;
	}
	return values;
}

/** The packed form; only the low 4 bits of each value count. An odd last half is 0. */
export function packNibbles(values: ArrayLike<number>): Uint8Array {
	const packed = new Uint8Array(Math.ceil(values.length / 2));
	for (let i = 0; i < values.length; i++)
		packed[i >> 1] = (packed[i >> 1] ?? 0) | (((values[i] ?? 0) & 0xf) << ((i & 1) * 4));
	return packed;
}
