import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DisplayName, nameMessage, nameProblem, nameSkeleton } from "./displayName.ts";
import { Address, ProviderId } from "./ids.ts";

describe("a display name", () => {
	it("may be written in any one script", () => {
		for (const name of ["Ada", "J. O'Neil-2", "Ωμέγα", "Маша", "さくらの山", "김철수", "हिन्दी"])
			expect(nameProblem(name), name).toBeNull();
	});

	it("is refused with a sentence when it could mislead or break a page", () => {
		const bad = {
			length: ["a", "a".repeat(33)],
			mixed: ["pаypal", "Αda", "adaか"],
			control: ["ada\u0000", "ada\nbob", "ada\u202Ebob", "ada\u200Bbob", "<b>ada</b>", "ada🙂"],
			styled: ["𝓪𝓭𝓪", "ａｄａ", "ﬁne"],
			edges: [" ada", "ada ", "a--b", "-ada"],
			accents: ["a\u0330\u0331\u0332\u0333da"],
			letterless: ["2026", "1.2"],
			reserved: ["Tabgrid", "0perator", "TAB GRID", "a.d.m.i.n"],
		};
		for (const name of Object.values(bad).flat())
			expect(DisplayName.safeParse(name).error?.issues[0]?.message, name).toMatch(/ \w+ /);
	});

	it("has the same skeleton as what it could be taken for", () => {
		for (const twin of ["ADA", "а д а".replace("д", "d"), "a.d.a", "ádà"])
			expect(nameSkeleton(twin), twin).toBe(nameSkeleton("ada"));
		expect(nameSkeleton("modern")).toBe(nameSkeleton("modem"));
		expect(nameSkeleton("il1")).toBe(nameSkeleton("LLI"));
		expect(nameSkeleton("ada")).not.toBe(nameSkeleton("bob"));
	});

	it("never lets a control, format or unassigned character through, whatever is tried", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
				if (nameProblem(text) === null) expect(text).not.toMatch(/[\p{C}<>&"]/u);
			}),
		);
	});
});

it("signs the choice for one provider, time and grid", () => {
	const domain = { chainId: 31_337, escrow: Address.parse(`0x${"E5".repeat(20)}`) };
	const providerId = ProviderId.parse("ab".repeat(32));
	const said = nameMessage(domain, { providerId, name: null, issuedAt: 7 });
	expect(new TextDecoder().decode(said)).toBe(
		`tabgrid.name.v1\n31337\n0x${"e5".repeat(20)}\n${"ab".repeat(32)}\n7\nnull`,
	);
});
