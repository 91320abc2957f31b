import { jobIdOf, TabgridError } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { postedSpec } from "./posting/testing/postedSpec";
import { sourceIsGone } from "./sourceIsGone";

const spec = postedSpec();
const source = { jobId: jobIdOf(spec), spec };
const failed = (code: "MISSING_BLOB" | "NOT_FOUND" | "UNAVAILABLE") =>
	({ kind: "failed", error: new TabgridError(code, "no") }) as const;

test("an earlier job's inputs are gone once the matcher says that it has them no more", () => {
	expect(sourceIsGone({ source }, failed("MISSING_BLOB"))).toBe(true);
	expect(sourceIsGone({ source }, failed("NOT_FOUND"))).toBe(true);
	expect(sourceIsGone({ source }, failed("UNAVAILABLE"))).toBe(false);
	expect(sourceIsGone({ source }, { kind: "none" })).toBe(false);
	expect(sourceIsGone({ source: null }, failed("NOT_FOUND"))).toBe(false);
});
