import { WireError } from "@tabgrid/protocol";
import { z } from "zod";

/** What the checking thread answers: null for a model that passed. */
export const Verdict = z.object({ error: WireError.nullable() });
export type Verdict = z.infer<typeof Verdict>;
