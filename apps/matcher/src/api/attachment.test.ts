import fc from "fast-check";
import { expect, it } from "vitest";
import { attachment } from "./attachment.ts";

it("keeps a good name, and gives a foreign one in both forms", () => {
	expect(attachment("result.npz")).toBe(
		"attachment; filename=\"result.npz\"; filename*=UTF-8''result.npz",
	);
	expect(attachment("Übersicht (1).json")).toBe(
		"attachment; filename=\"_bersicht (1).json\"; filename*=UTF-8''%C3%9Cbersicht%20%281%29.json",
	);
});

it("makes of any name a header of visible ASCII without folders or quotes in the name", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (name) => {
			const header = attachment(name);
			expect(header).toMatch(/^[\x20-\x7e]+$/);
			const plain = /filename="([^"]*)"; filename\*=UTF-8''([^\s"]*)$/.exec(header);
			expect(plain?.[1]).toMatch(/^[^/\\.][^/\\]*$/);
			expect(decodeURIComponent(plain?.[2] ?? "")).not.toMatch(/[/\\\p{Cc}]/u);
		}),
	);
});
