import { z } from "zod";

/** Made so that what makes schemas has run before they are, and has run alone. */
export const first = z.never();
