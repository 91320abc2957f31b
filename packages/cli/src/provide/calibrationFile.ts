import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Calibration, type CalibrationMemory } from "@tabgrid/kernels/runner";
import { z } from "zod";

/** Drivers are updated: measure again after this long, in ms. */
const life = 7 * 24 * 60 * 60 * 1_000;

const Remembered = z.record(z.string(), z.object({ at: z.number(), calibration: z.unknown() }));

/** Calibrations kept in a JSON file for a week. */
export function calibrationFile(file: string): CalibrationMemory {
	async function read(): Promise<z.infer<typeof Remembered>> {
		try {
			return Remembered.parse(JSON.parse(await readFile(file, "utf8")));
		} catch {
			return {}; // none yet, or damaged: measured anew
		}
	}
	return {
		async read(key) {
			const entry = (await read())[key];
			if (entry === undefined || Date.now() - entry.at > life) return undefined;
			return Calibration.safeParse(entry.calibration).data;
		},
		async write(key, calibration) {
			const all = { ...(await read()), [key]: { at: Date.now(), calibration } };
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, JSON.stringify(all));
		},
	};
}
