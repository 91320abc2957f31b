import { generateSessionKeyPair, type JobId, Voucher } from "@tabgrid/protocol";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { Calibration } from "./calibrate.ts";
import type { CalibrationMemory } from "./provider.ts";

interface RunnerSchema extends DBSchema {
	keys: { key: string; value: CryptoKeyPair };
	calibrations: { key: string; value: { at: number; calibration: unknown } };
	vouchers: { key: JobId; value: unknown };
}
export type RunnerDatabase = IDBPDatabase<RunnerSchema>;

/** Drivers and browsers are updated: measure again after this long, in ms. */
const calibrationLife = 7 * 24 * 60 * 60 * 1_000;

/** Opens what a provider keeps in the browser: its key, its calibrations and its vouchers. */
export function openRunnerDatabase(): Promise<RunnerDatabase> {
	return openDB<RunnerSchema>("tabgrid.provider", 1, {
		upgrade(database) {
			database.createObjectStore("keys");
			database.createObjectStore("calibrations");
			database.createObjectStore("vouchers");
		},
	});
}

/**
 * The browser's session key pair, made at the first call. The private half is not extractable: it can
 * sign and never be read. Two callers at once get the same pair.
 */
export async function sessionKeyPair(database: RunnerDatabase): Promise<CryptoKeyPair> {
	const held = await database.get("keys", "session");
	if (held !== undefined) return held;
	const made = await generateSessionKeyPair();
	const transaction = database.transaction("keys", "readwrite");
	const meanwhile = await transaction.store.get("session");
	if (meanwhile === undefined) await transaction.store.put(made, "session");
	await transaction.done;
	return meanwhile ?? made;
}

/** Calibrations kept in the database for a week. */
export function calibrationMemory(opening: Promise<RunnerDatabase>): CalibrationMemory {
	return {
		async read(key) {
			const entry = await (await opening).get("calibrations", key);
			if (entry === undefined || Date.now() - entry.at > calibrationLife) return undefined;
			return Calibration.safeParse(entry.calibration).data;
		},
		async write(key, calibration) {
			await (await opening).put("calibrations", { at: Date.now(), calibration }, key);
		},
	};
}

/** Keeps each job's largest voucher: with it, earnings are the provider's even if the matcher is gone. */
export async function keepVouchers(database: RunnerDatabase, vouchers: Voucher[]): Promise<void> {
	const transaction = database.transaction("vouchers", "readwrite");
	for (const voucher of vouchers) {
		const held = Voucher.safeParse(await transaction.store.get(voucher.jobId)).data;
		if (held === undefined || BigInt(held.amount) <= BigInt(voucher.amount))
			await transaction.store.put(voucher, voucher.jobId);
	}
	await transaction.done;
}

/** All vouchers kept in this browser. */
export async function readVouchers(database: RunnerDatabase): Promise<Voucher[]> {
	const all = await database.getAll("vouchers");
	return all.flatMap((value) => Voucher.safeParse(value).data ?? []);
}
