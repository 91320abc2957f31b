import { expect, test } from "vitest";
import { changeDraft, emptyDraft } from "./draft";
import { keepable, readKept } from "./draftStore";

const files = [new File(["x"], "net.onnx"), new File(["x"], "inputs.npz")];
const kernel = changeDraft(emptyDraft, { kind: "kernel", kernel: "onnx-batch" });
const draft = changeDraft(changeDraft(kernel, { kind: "files", files }), {
	kind: "settings",
	change: { arithmetic: "portable", policy: "fast", comparators: { y: { kind: "exact" } } },
});

test("a reload brings a draft back as it was, and names the files that it can't", () => {
	const kept = structuredClone(keepable(draft));
	expect(readKept(kept, files)).toEqual(draft);
	expect(readKept(kept, [])).toEqual({ ...draft, files: [], lost: ["net.onnx", "inputs.npz"] });
});

test("a draft from before networks could be made exact is one as it is; what is no draft is forgotten", () => {
	const { arithmetic: _, ...settings } = draft.settings;
	const old = readKept({ ...keepable(draft), settings }, files);
	expect(old?.settings.arithmetic).toBe("float");
	const later = { ...draft.settings, arithmetic: "quantum" };
	expect(readKept({ ...keepable(draft), settings: later }, files)?.settings.arithmetic).toBe(
		"float",
	);
	expect(readKept({ kernel: 3 }, files)).toBeUndefined();
	expect(readKept(undefined, undefined)).toBeUndefined();
});
