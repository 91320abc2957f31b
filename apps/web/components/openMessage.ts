import { z } from "zod";

/** What the service worker says when one of the site's notifications was pressed. */
export const OpenMessage = z.object({
	kind: z.literal("open"),
	path: z.string().regex(/^\/(?!\/)/),
});
