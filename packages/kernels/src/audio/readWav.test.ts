import fc from "fast-check";
import { expect, it } from "vitest";
import { bytesOf } from "../tensor/views.ts";
import { wavFile } from "../testing/wavFile.ts";
import { readWav } from "./readWav.ts";

const pcm16 = (...samples: number[]) => bytesOf(Int16Array.from(samples));
const read = (bytes: Uint8Array) => Array.from(readWav(bytes, "a.wav").samples);

it("reads PCM of 8, 16, 24 and 32 bits and floats as numbers from -1 to 1", () => {
	expect(read(wavFile(Uint8Array.of(0, 128, 192), { bits: 8 }))).toEqual([-1, 0, 0.5]);
	expect(read(wavFile(pcm16(-32_768, 0, 16_384)))).toEqual([-1, 0, 0.5]);
	const of24 = Uint8Array.of(0, 0, 0x80, 0, 0, 0, 0, 0, 0x40);
	expect(read(wavFile(of24, { bits: 24 }))).toEqual([-1, 0, 0.5]);
	const of32 = bytesOf(Int32Array.of(-(2 ** 31), 0, 2 ** 30));
	expect(read(wavFile(of32, { bits: 32 }))).toEqual([-1, 0, 0.5]);
	const floats = bytesOf(Float32Array.of(-1, 0, 0.5, 3));
	expect(read(wavFile(floats, { bits: 32, code: 3 }))).toEqual([-1, 0, 0.5, 1]);
});

it("takes the mean of stereo's channels and passes over chunks that it doesn't need", () => {
	const bytes = wavFile(pcm16(16_384, 0, -16_384, -16_384), {
		channels: 2,
		rate: 44_100,
		between: [["LIST", Uint8Array.of(1, 2, 3)]],
	});
	expect(readWav(bytes)).toMatchObject({ rate: 44_100 });
	expect(read(bytes)).toEqual([0.25, -0.5]);
});

it("reads what is there of a recording that was cut off", () => {
	const whole = wavFile(pcm16(16_384, 0, 16_384));
	expect(read(whole.subarray(0, whole.length - 3))).toEqual([0.5]);
});

it("says what is wrong with a file that it can't read", () => {
	const cases: [Uint8Array, RegExp][] = [
		[new TextEncoder().encode("no sound at all"), /no \.wav file/],
		[wavFile(pcm16(1), { code: 85 }), /compressed/],
		[wavFile(pcm16(1), { bits: 12, frameBytes: 2 }), /12 bits/],
		[wavFile(pcm16(1), { channels: 6 }), /6 channels/],
		[wavFile(pcm16(1), { rate: 10 }), /10 samples a second/],
		[wavFile(pcm16(1), { frameBytes: 3 }), /contradicts itself/],
		[wavFile(pcm16()), /no sound/],
		[wavFile(bytesOf(Float32Array.of(Number.NaN)), { bits: 32, code: 3 }), /no number/],
		[wavFile(pcm16(1)).subarray(0, 30), /can't be read/],
	];
	for (const [bytes, why] of cases)
		expect(() => readWav(bytes, "a.wav")).toThrow(
			expect.objectContaining({ code: "BAD_INPUT", message: expect.stringMatching(why) }),
		);
});

it("reads or refuses any bytes after a whole header, and never breaks", () => {
	const header = wavFile(pcm16(1, 2, 3, 4));
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(51), fc.nat(255)), { maxLength: 8 }), (changes) => {
			const bytes = header.slice();
			for (const [at, value] of changes) bytes[at] = value;
			try {
				for (const sample of readWav(bytes).samples)
					expect(Math.abs(sample)).toBeLessThanOrEqual(1);
			} catch (error) {
				expect(error).toMatchObject({ code: expect.stringMatching(/^(BAD_INPUT|TOO_LARGE)$/) });
			}
		}),
		{ numRuns: 500 },
	);
});
