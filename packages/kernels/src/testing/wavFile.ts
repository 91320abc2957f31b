/** For tests: a .wav file of 16-bit samples unless told otherwise, with any header. */
export function wavFile(
	data: Uint8Array,
	format: {
		readonly code?: number;
		readonly channels?: number;
		readonly rate?: number;
		readonly bits?: number;
		/** What the format chunk says a frame takes; right unless told. */
		readonly frameBytes?: number;
		/** Chunks between the format and the data, each with its bytes. */
		readonly between?: readonly (readonly [tag: string, bytes: Uint8Array])[];
	} = {},
): Uint8Array {
	const { code = 1, channels = 1, rate = 16_000, bits = 16, between = [] } = format;
	const frameBytes = format.frameBytes ?? (channels * bits) / 8;
	const header = new DataView(new ArrayBuffer(16));
	header.setUint16(0, code, true);
	header.setUint16(2, channels, true);
	header.setUint32(4, rate, true);
	header.setUint32(8, rate * frameBytes, true);
	header.setUint16(12, frameBytes, true);
	header.setUint16(14, bits, true);
	const chunks = [
		["fmt ", new Uint8Array(header.buffer)] as const,
		...between,
		["data", data] as const,
	];
	const body = chunks.flatMap(([tag, bytes]) => [
		...text(tag),
		...length(bytes.length),
		...bytes,
		...(bytes.length % 2 ? [0] : []),
	]);
	return Uint8Array.from([...text("RIFF"), ...length(body.length + 4), ...text("WAVE"), ...body]);
}

const text = (tag: string) => Array.from(tag, (letter) => letter.charCodeAt(0));
const length = (value: number) => [...new Uint8Array(Uint32Array.of(value).buffer)];
