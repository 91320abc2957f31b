import { z } from "zod";
import { EpochMs, WalletSignature } from "./ids.ts";

/** How long a client's ResultAccess signature opens its job's results, in ms. */
export const resultAccessMaxAgeMs = 24 * 60 * 60 * 1000;

/** A client's leave to read what its job has verified before the job settles: see resultAccessTypedData. */
export const ResultAccess = z.strictObject({ issuedAt: EpochMs, signature: WalletSignature });
export type ResultAccess = z.infer<typeof ResultAccess>;

/** The value of the Authorization header that carries it. */
export const resultAccessHeader = ({ issuedAt, signature }: ResultAccess) =>
	`Tabgrid ${issuedAt}.${signature}`;

/** An Authorization header's value, read; the contrary of {@link resultAccessHeader}. */
export const ResultAccessHeader = z
	.string()
	.max(10_000)
	.regex(/^Tabgrid \d{1,16}\.0x[0-9a-fA-F]+$/, "It must be `Tabgrid <issuedAt>.<signature>`.")
	.transform((value) => {
		const [issuedAt = "", signature = ""] = value.slice("Tabgrid ".length).split(".");
		return { issuedAt: Number(issuedAt), signature };
	})
	.pipe(ResultAccess);
