import { TabgridError } from "@tabgrid/protocol";

/** A recording, one channel. */
export interface Sound {
	/** Samples a second. */
	readonly rate: number;
	/** From −1 to 1. */
	readonly samples: Float32Array;
}

/** What is read at most: an hour and a half of stereo at 48 kHz, 16 bits. */
const most = { bytes: 1024 ** 3, rate: 384_000, seconds: 6 * 3_600 };
const leastRate = 8_000;

/** Codes of the format chunk; `extensible` names one of the others further on. */
const codes = { pcm: 1, float: 3, extensible: 0xfffe } as const;

interface Format {
	readonly code: number;
	readonly channels: number;
	readonly rate: number;
	readonly bits: number;
}

/**
 * Reads a .wav file (RIFF): PCM of 8, 16, 24 or 32 bits or 32-bit float, mono or stereo, 8 to 384 kHz.
 * Stereo becomes the mean of both channels. Chunks other than `fmt ` and `data` are passed over; a data
 * chunk that claims more bytes than the file has (recorders that were cut off write such) ends with the
 * file. Integers are divided by half their range, floats that are no numbers are refused.
 * @throws TabgridError BAD_INPUT saying what is wrong with the file, TOO_LARGE over a limit.
 */
export function readWav(bytes: Uint8Array, label = "The file"): Sound {
	if (bytes.byteLength > most.bytes)
		throw new TabgridError("TOO_LARGE", `${label} has more than ${most.bytes} bytes.`);
	const bad = (why: string) => new TabgridError("BAD_INPUT", `${label} can't be read: ${why}.`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.byteLength < 12 || tagAt(view, 0) !== "RIFF" || tagAt(view, 8) !== "WAVE")
		throw bad("it is no .wav file");
	let format: Format | undefined;
	for (let at = 12; at + 8 <= bytes.byteLength; ) {
		const tag = tagAt(view, at);
		const start = at + 8;
		const length = Math.min(view.getUint32(at + 4, true), bytes.byteLength - start);
		if (tag === "fmt ") format = readFormat(view, start, length, bad);
		if (tag === "data") {
			if (format === undefined) throw bad("its sound comes before its format");
			return readSamples(view, start, length, format, bad);
		}
		at = start + length + (length % 2);
	}
	throw bad("it holds no sound");
}

const tagAt = (view: DataView, at: number) =>
	String.fromCharCode(...Array.from({ length: 4 }, (_, i) => view.getUint8(at + i)));

type Bad = (why: string) => TabgridError;

function readFormat(view: DataView, at: number, length: number, bad: Bad): Format {
	if (length < 16) throw bad("its format is cut off");
	const declared = view.getUint16(at, true);
	if (declared === codes.extensible && length < 40) throw bad("its format is cut off");
	const code = declared === codes.extensible ? view.getUint16(at + 24, true) : declared;
	const channels = view.getUint16(at + 2, true);
	const rate = view.getUint32(at + 4, true);
	const frameBytes = view.getUint16(at + 12, true);
	const bits = view.getUint16(at + 14, true);
	const known =
		(code === codes.pcm && [8, 16, 24, 32].includes(bits)) || (code === codes.float && bits === 32);
	if (!known)
		throw bad(
			`its sound is compressed or of ${bits} bits (format ${code}); save it as 16-bit PCM, say`,
		);
	if (channels !== 1 && channels !== 2)
		throw bad(`it has ${channels} channels; one or two are read`);
	if (rate < leastRate || rate > most.rate)
		throw bad(`it has ${rate} samples a second; ${leastRate} to ${most.rate} are read`);
	if (frameBytes !== (channels * bits) / 8) throw bad("its format contradicts itself");
	return { code, channels, rate, bits };
}

function readSamples(
	view: DataView,
	start: number,
	length: number,
	format: Format,
	bad: Bad,
): Sound {
	const { channels, rate, bits } = format;
	const bytes = bits / 8;
	const count = Math.floor(length / (channels * bytes));
	if (count === 0) throw bad("it holds no sound");
	if (count / rate > most.seconds)
		throw new TabgridError(
			"TOO_LARGE",
			`A recording may last ${most.seconds / 3_600} hours; cut it into several.`,
		);
	const sampleAt = reader(view, format);
	const samples = new Float32Array(count);
	for (let i = 0; i < count; i++) {
		const at = start + i * channels * bytes;
		const sample = channels === 1 ? sampleAt(at) : (sampleAt(at) + sampleAt(at + bytes)) / 2;
		if (!Number.isFinite(sample)) throw bad(`sample ${i} is no number`);
		samples[i] = Math.min(Math.max(sample, -1), 1);
	}
	return { rate, samples };
}

/** Reads the sample at a byte as −1…1. 8-bit samples have no sign, all others have. */
function reader(view: DataView, { code, bits }: Format): (at: number) => number {
	if (code === codes.float) return (at) => view.getFloat32(at, true);
	switch (bits) {
		case 8:
			return (at) => (view.getUint8(at) - 128) / 2 ** 7;
		case 16:
			return (at) => view.getInt16(at, true) / 2 ** 15;
		case 24:
			return (at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16) / 2 ** 23;
		default:
			return (at) => view.getInt32(at, true) / 2 ** 31;
	}
}
