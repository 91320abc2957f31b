import type { WireError } from "@tabgrid/protocol";
import { z } from "zod";

/** How a client's network computes: as it is, or rewritten so that every device gives the same bits. */
export const Arithmetic = z.enum(["float", "exact8", "portable"]);
export type Arithmetic = z.infer<typeof Arithmetic>;
export type ExactArithmetic = Exclude<Arithmetic, "float">;

/** What making a network exact cost it, on examples of the job's own inputs. */
export interface ConversionFacts {
	readonly arithmetic: ExactArithmetic;
	/** ‖exact − float‖ ÷ ‖float‖ over the examples' outputs. */
	readonly relative: number;
	/** Share of the compared rows whose largest number stands at the same place. */
	readonly sameBest: number;
	/** Rows of the output that were compared. */
	readonly rows: number;
	/** Numbers in such a row; of one alone the largest says nothing. */
	readonly classes: number;
	/** Rows of the job's inputs that were taken as examples, and all of them. */
	readonly examples: { readonly rows: number; readonly of: number };
	/** The squashing operator at the end that was left out: the output is what it was fed. */
	readonly leftOut: string | null;
	/** Time of the exact network ÷ that of the float one here; null where both are too short to tell. */
	readonly slower: number | null;
}

/** What became of a conversion that was asked for: refused, the job is planned as its network is. */
export type Conversion =
	| ({ readonly kind: "converted" } & ConversionFacts)
	| {
			readonly kind: "refused";
			readonly arithmetic: ExactArithmetic;
			readonly error: WireError;
	  };
