import { type Recording, readWav } from "@tabgrid/kernels";
import { TabgridError } from "@tabgrid/protocol";
import { inNameOrder } from "./inNameOrder";

/** Bytes of all recordings of a job: a tab holds them as numbers, twice as large. */
const mostBytes = 512 * 1024 ** 2;

/**
 * Reads .wav files, in the order of their names.
 * @throws TabgridError BAD_INPUT naming the file that can't be read, TOO_LARGE when they are too many.
 */
export async function readRecordings(
	files: readonly File[],
	onRead: (done: number) => void,
): Promise<Recording[]> {
	const bytes = files.reduce((total, { size }) => total + size, 0);
	if (bytes > mostBytes)
		throw new TabgridError(
			"TOO_LARGE",
			`The recordings have ${bytes} bytes together; ${mostBytes} are read at once. Post them as several jobs.`,
		);
	const recordings: Recording[] = [];
	for (const file of inNameOrder(files)) {
		const sound = readWav(new Uint8Array(await file.arrayBuffer()), `"${file.name}"`);
		recordings.push({ label: file.name, ...sound });
		onRead(recordings.length);
	}
	return recordings;
}
