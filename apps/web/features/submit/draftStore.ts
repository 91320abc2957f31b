import { Comparator } from "@tabgrid/protocol";
import { openDB } from "idb";
import { z } from "zod";
import type { Draft } from "./draft";

const Stored = z.object({
	kernel: z.string().nullable(),
	files: z.array(z.instanceof(File)),
	params: z.record(z.string(), z.string()).default({}),
	settings: z.object({
		title: z.string(),
		quorum: z.int(),
		maxReplicas: z.int(),
		price: z.string(),
		deadlineHours: z.number(),
		itemsPerShard: z.string(),
		comparators: z.record(z.string(), Comparator),
	}),
});

/** Files beyond this, together, are not kept: 256 MiB. */
const keptBytes = 256 * 1024 * 1024;
const key = "current";

const database = () =>
	openDB("tabgrid-drafts", 1, { upgrade: (db) => void db.createObjectStore("drafts") });

/** The draft that this browser kept, if any and if it can still be read. */
export async function loadDraft(): Promise<Draft | undefined> {
	const db = await database();
	const stored = Stored.safeParse(await db.get("drafts", key));
	db.close();
	return stored.success ? stored.data : undefined;
}

/** Keeps the draft for a reload; without its files when they are very large. */
export async function saveDraft({ kernel, files, params, settings }: Draft): Promise<void> {
	const bytes = files.reduce((total, file) => total + file.size, 0);
	const db = await database();
	const kept = bytes <= keptBytes ? [...files] : [];
	await db.put("drafts", { kernel, files: kept, params, settings }, key);
	db.close();
}

/** Forgets the draft: it was posted or dropped. */
export async function clearDraft(): Promise<void> {
	const db = await database();
	await db.delete("drafts", key);
	db.close();
}
