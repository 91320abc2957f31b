/**
 * IEEE 754 binary16. Float16Array doesn't exist in Node 20 and is young in browsers, so float16
 * travels as its bits and is converted here.
 */

/** The number that 16 bits stand for. */
export function halfToNumber(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The bits of the nearest binary16, ties to even; beyond the range, infinity. */
export function numberToHalf(value: number): number {
	if (Number.isNaN(value)) return 0x7e00;
	const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
	const size = Math.abs(value);
	if (size >= 65520) return sign | 0x7c00;
	if (size < 2 ** -14) return sign | roundToEven(size * 2 ** 24);
	let exponent = Math.floor(Math.log2(size));
	if (2 ** exponent > size) exponent -= 1;
	if (2 ** (exponent + 1) <= size) exponent += 1;
	// A fraction that rounds up to 1024 carries into the exponent, as it should.
	return sign | (((exponent + 15) << 10) + roundToEven((size / 2 ** exponent - 1) * 1024));
}

function roundToEven(value: number): number {
	const floor = Math.floor(value);
	const rest = value - floor;
	if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
	return floor % 2 === 0 ? floor : floor + 1;
}
