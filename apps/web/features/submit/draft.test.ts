import { expect, test } from "vitest";
import { changeDraft, emptyDraft } from "./draft";
import type { JobSettings } from "./settings";

const file = (name: string) => new File(["x"], name);

test("choosing another kernel drops the files, choosing the same keeps them", () => {
	const withFiles = changeDraft(changeDraft(emptyDraft, { kind: "kernel", kernel: "ocr-lines" }), {
		kind: "files",
		files: [file("a.png")],
	});
	expect(changeDraft(withFiles, { kind: "kernel", kernel: "ocr-lines" }).files).toHaveLength(1);
	expect(changeDraft(withFiles, { kind: "kernel", kernel: "onnx-batch" }).files).toHaveLength(0);
});

test("a file of the same name takes the other's place", () => {
	const once = changeDraft(emptyDraft, { kind: "files", files: [file("a.png"), file("b.png")] });
	const twice = changeDraft(once, { kind: "files", files: [file("a.png")] });
	expect(twice.files.map(({ name }) => name).sort()).toEqual(["a.png", "b.png"]);
	expect(changeDraft(twice, { kind: "removeFile", name: "b.png" }).files).toHaveLength(1);
});

test("a job without a title is called after its model, and keeps a title that was given", () => {
	const named = changeDraft(emptyDraft, {
		kind: "files",
		files: [file("x.npy"), file("net.onnx")],
	});
	expect(named.settings.title).toBe("net");
	const again = changeDraft(named, { kind: "files", files: [file("other.onnx")] });
	expect(again.settings.title).toBe("net");
});

test("the replicas allowed follow the policy, and a custom one's quorum, until they are chosen", () => {
	const of = (change: Partial<JobSettings>, draft = emptyDraft) =>
		changeDraft(draft, { kind: "settings", change });
	expect(of({ policy: "paranoid" }).settings.maxReplicas).toBe(8);
	expect(of({ policy: "fast" }, of({ maxReplicas: 9 })).settings.maxReplicas).toBe(4);
	expect(of({ policy: "custom", quorum: 1 }).settings.maxReplicas).toBe(1);
	const raised = of({ policy: "custom", quorum: 3 });
	expect(raised.settings.maxReplicas).toBe(5);
	const alone = of({ quorum: 1 }, raised);
	expect(alone.settings.maxReplicas).toBe(1);
	const chosen = of({ maxReplicas: 7 });
	expect(chosen.settings.maxReplicas).toBe(7);
});
