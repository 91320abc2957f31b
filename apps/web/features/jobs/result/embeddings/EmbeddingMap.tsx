"use client";
import { useEffect, useRef } from "react";
import { resultStrings } from "@/strings/results";
import type { RecordingEmbeddings } from "./readEmbeddings";

/** Colours of the lowest, the middle and the highest number. */
const low = [18, 60, 92] as const;
const middle = [230, 232, 226] as const;
const high = [196, 92, 40] as const;
const empty = [128, 128, 128] as const;

/** A recording's embeddings as a picture: a column a window, a row a number. */
export function EmbeddingMap({ recording }: { recording: RecordingEmbeddings }) {
	const canvas = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		if (canvas.current === null) return;
		const { rows, width, values } = recording;
		canvas.current.width = rows;
		canvas.current.height = width;
		const image = new ImageData(rows, width);
		const scale = spread(values) * 2.5;
		for (let row = 0; row < rows; row++)
			for (let at = 0; at < width; at++) {
				const value = values[row * width + at] ?? Number.NaN;
				const colour = Number.isNaN(value) ? empty : colourOf(value / scale);
				image.data.set([...colour, 255], (at * rows + row) * 4);
			}
		canvas.current.getContext("2d")?.putImageData(image, 0, 0);
	}, [recording]);
	return (
		<canvas
			ref={canvas}
			role="img"
			aria-label={resultStrings.embeddings.map(recording.name, recording.rows)}
			className="h-24 w-full rounded bg-sunken [image-rendering:pixelated]"
		/>
	);
}

/** Root mean square of the numbers that are there. */
function spread(values: Float32Array): number {
	const there = values.filter((value) => !Number.isNaN(value));
	const squares = there.reduce((sum, value) => sum + value * value, 0);
	return Math.sqrt(squares / Math.max(there.length, 1)) || 1;
}

function colourOf(value: number): number[] {
	const share = Math.min(Math.abs(value), 1);
	const end = value < 0 ? low : high;
	return middle.map((from, channel) => Math.round(from + ((end[channel] ?? 0) - from) * share));
}
