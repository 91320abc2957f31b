/** Zero crossings of the kernel on either side: 16 leave the passband flat to about 90 % of its width. */
const crossings = 16;
/** Kaiser's β: about 80 dB down in the stop band (Kaiser & Schafer, 1980). */
const beta = 8;

/**
 * Changes the rate of samples by a windowed sinc (Smith, "Digital Audio Resampling"): each new sample is
 * the convolution of the old ones around its time with sin(πct)/πct under a Kaiser window, c the lower of
 * both rates over the old one, so that nothing above half the new rate folds back. Weights are divided by
 * their sum, so a constant stays itself, also at the ends. Equal rates give the same array.
 * @param from samples a second of `samples`
 * @param to samples a second wanted
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
	if (from === to) return samples;
	const cutoff = Math.min(1, to / from);
	const reach = crossings / cutoff;
	const length = Math.max(1, Math.floor((samples.length * to) / from));
	const result = new Float32Array(length);
	const phases = phaseTable(from, to, cutoff, reach);
	for (let index = 0; index < length; index++) {
		const { step, phase } = placeOf(index, from, to, phases.length);
		const { first, weights } = phases[phase] ?? { first: 0, weights: new Float64Array() };
		let sum = 0;
		let total = 0;
		for (let i = 0; i < weights.length; i++) {
			const at = step + first + i;
			if (at < 0 || at >= samples.length) continue;
			const weight = weights[i] ?? 0;
			sum += weight * (samples[at] ?? 0);
			total += weight;
		}
		result[index] = total === 0 ? 0 : sum / total;
	}
	return result;
}

interface Phase {
	/** Offset of the first weight's sample from the whole part of the place. */
	readonly first: number;
	readonly weights: Float64Array;
}

/** Phases at most: rates that share few factors are rounded to the nearest of so many. */
const mostPhases = 4_096;

/** New sample `index` lies at old sample `step` and `phase` parts of the way to the next. */
function placeOf(index: number, from: number, to: number, phases: number) {
	const place = (index * from) / to;
	const step = Math.floor(place);
	const phase = Math.round((place - step) * phases);
	return phase === phases ? { step: step + 1, phase: 0 } : { step, phase };
}

function phaseTable(from: number, to: number, cutoff: number, reach: number): readonly Phase[] {
	const count = Math.min(to / commonDivisor(from, to), mostPhases);
	return Array.from({ length: count }, (_, phase) => {
		const offset = phase / count;
		const first = Math.ceil(offset - reach);
		const last = Math.floor(offset + reach);
		const weights = Float64Array.from({ length: last - first + 1 }, (_, i) => {
			const time = first + i - offset;
			return sinc(cutoff * time) * kaiser(time / reach);
		});
		return { first, weights };
	});
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Kaiser's window over −1…1. */
const kaiser = (x: number) =>
	Math.abs(x) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta);

/** The modified Bessel function of order 0, by its series. */
function bessel(x: number): number {
	let sum = 1;
	let term = 1;
	for (let k = 1; term > sum * 1e-12; k++) {
		term *= (x / (2 * k)) ** 2;
		sum += term;
	}
	return sum;
}
