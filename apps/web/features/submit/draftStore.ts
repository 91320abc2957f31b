import { Backend, Comparator, JobId, JobSpec } from "@tabgrid/protocol";
import { openDB } from "idb";
import { z } from "zod";
import { Arithmetic } from "./arithmetic/arithmetic";
import type { Draft } from "./draft";
import { steps } from "./StepNav";
import { PolicyChoice } from "./settings";

/** Comparators that still make sense; a half-typed tolerance is dropped. */
const Comparators = z.record(z.string(), z.unknown()).transform((stored) =>
	Object.fromEntries(
		Object.entries(stored).flatMap(([output, value]) => {
			const comparator = Comparator.safeParse(value);
			return comparator.success ? [[output, comparator.data]] : [];
		}),
	),
);

const Stored = z.object({
	kernel: z.string().nullable(),
	fileNames: z.array(z.string()),
	source: z.object({ jobId: JobId, spec: JobSpec }).nullable(),
	params: z.record(z.string(), z.string()),
	settings: z.object({
		title: z.string(),
		/** Drafts from before there were policies have a quorum. */
		policy: PolicyChoice.default("custom"),
		quorum: z.int(),
		maxReplicas: z.int(),
		price: z.string(),
		deadlineHours: z.number(),
		itemsPerShard: z.string(),
		comparators: Comparators,
		backend: z.enum(["", "any", ...Backend.options]).default(""),
		/** Drafts from before there was a choice have none; one that there is no more is as it is. */
		arithmetic: Arithmetic.default("float").catch("float"),
	}),
	step: z.enum(steps).nullable(),
	uploading: z.boolean(),
});
const StoredFiles = z.array(z.instanceof(File));

/** Files beyond this, together, are not kept: 1 GiB, as much as a job's inputs may have. */
const keptBytes = 1024 ** 3;
const store = "drafts";
/** The draft without its files, and the files: typing a title must not write them again. */
const keys = { draft: "current", files: "files" } as const;

const database = () =>
	openDB("tabgrid-drafts", 1, { upgrade: (db) => void db.createObjectStore(store) });

/** The draft that this browser kept, if any and if it can still be read. */
export async function loadDraft(): Promise<Draft | undefined> {
	const db = await database();
	const [draft, kept] = await Promise.all([db.get(store, keys.draft), db.get(store, keys.files)]);
	db.close();
	return readKept(draft, kept);
}

/** What was kept of a draft and its files, by this version of the wizard or an older one. */
export function readKept(draft: unknown, kept: unknown): Draft | undefined {
	const stored = Stored.safeParse(draft);
	if (!stored.success) return undefined;
	const { fileNames, ...rest } = stored.data;
	const found = StoredFiles.safeParse(kept);
	const files = (found.success ? found.data : []).filter(({ name }) => fileNames.includes(name));
	const there = new Set(files.map(({ name }) => name));
	return { ...rest, files, lost: fileNames.filter((name) => !there.has(name)) };
}

/** Keeps everything but the files for a reload. */
export async function saveDraft(draft: Draft): Promise<void> {
	const db = await database();
	await db.put(store, keepable(draft), keys.draft);
	db.close();
}

/** A draft as it is kept: its files by their names. */
export function keepable({ files, lost, ...draft }: Draft) {
	return { ...draft, fileNames: [...files.map(({ name }) => name), ...lost] };
}

/** Keeps the files for a reload; none of them when they are very large. */
export async function saveFiles(files: readonly File[]): Promise<void> {
	const bytes = files.reduce((total, file) => total + file.size, 0);
	const db = await database();
	await db.put(store, bytes <= keptBytes ? [...files] : [], keys.files);
	db.close();
}

/** Forgets the draft: it was posted or dropped. */
export async function clearDraft(): Promise<void> {
	const db = await database();
	await Promise.all([db.delete(store, keys.draft), db.delete(store, keys.files)]);
	db.close();
}
