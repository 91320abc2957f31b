import { KernelId } from "@tabgrid/protocol";

export const embedAudioId = KernelId.parse("embed-audio");
/** Raised when the same sound would give other embeddings. */
export const embedAudioVersion = 1;
