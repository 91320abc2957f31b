import type { TrustRecord } from "./trustRecord.ts";

/**
 * What a check passed on another model counts for. Who computes one model well may have a driver that
 * spoils another, or have kept its lies for work that pays more.
 */
const elsewhere = 0.5;

/**
 * A provider's record as it counts for one model: the power prior of Ibrahim and Chen ("Power Prior
 * Distributions for Regression Models", Statistical Science 15, 2000), by which data of another study enter
 * a posterior with a fixed share of their weight. Lies count in full wherever they were told.
 * @param here checks passed on this model, decayed up to the record's time; at most `record.good`.
 */
export function modelRecord(record: TrustRecord, here: number): TrustRecord {
	const known = Math.min(here, record.good);
	return { ...record, good: known + elsewhere * (record.good - known) };
}
