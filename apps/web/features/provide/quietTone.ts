/** Low enough that small speakers don't move, in Hz. */
const frequency = 40;
/**
 * Amplitude of the tone, full volume being 1: −63 dB on the average. Chromium calls a tab silent below
 * −72 dB (kSilenceThresholdDBFS in its media/audio), so it counts as playing, and nobody hears it.
 */
const amplitude = 0.001;

let playing: { readonly audio: AudioContext; readonly over: AbortController } | undefined;

/**
 * Starts the tone. Browsers let a page make sound only after a click or a key on it; until then the
 * tone waits, and begins with the next one.
 * @param changed - called when the tone begins or stops.
 */
export function startTone(changed: () => void): void {
	if (playing !== undefined || typeof AudioContext === "undefined") return;
	const audio = new AudioContext();
	const over = new AbortController();
	const oscillator = new OscillatorNode(audio, { frequency });
	oscillator.connect(new GainNode(audio, { gain: amplitude })).connect(audio.destination);
	oscillator.start();
	audio.addEventListener("statechange", changed, { signal: over.signal });
	const begin = () => void audio.resume().catch(() => {}); // not allowed yet: the next click tries
	for (const gesture of ["pointerdown", "keydown"])
		addEventListener(gesture, begin, { signal: over.signal });
	begin();
	playing = { audio, over };
}

export function stopTone(): void {
	playing?.over.abort();
	void playing?.audio.close();
	playing = undefined;
}

/** What the tone is doing. */
export type ToneState = "off" | "playing" | "waiting";

export function toneState(): ToneState {
	if (playing === undefined) return "off";
	return playing.audio.state === "running" ? "playing" : "waiting";
}
