import { z } from "zod";

/** `ocr-lines` has nothing to choose: the model, its preparation and its decoding are fixed by version. */
export const OcrLinesParams = z.strictObject({});
export type OcrLinesParams = z.infer<typeof OcrLinesParams>;
