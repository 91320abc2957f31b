import { z } from "zod";
import type { SigningDomain } from "./attestation.ts";
import type { ProviderId } from "./ids.ts";

/** Scripts that a name may be written in; the kana and Han are one, as Japanese mixes them. */
const scripts: readonly RegExp[] = [
	/^\p{Script=Latin}$/u,
	/^\p{Script=Greek}$/u,
	/^\p{Script=Cyrillic}$/u,
	/^\p{Script=Armenian}$/u,
	/^\p{Script=Georgian}$/u,
	/^\p{Script=Hebrew}$/u,
	/^\p{Script=Arabic}$/u,
	/^\p{Script=Devanagari}$/u,
	/^\p{Script=Bengali}$/u,
	/^\p{Script=Tamil}$/u,
	/^\p{Script=Thai}$/u,
	/^\p{Script=Hangul}$/u,
	/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]$/u,
];

/** Letters of other scripts that look like these Latin ones, after lower-casing. */
const looksLike: Readonly<Record<string, string>> = Object.fromEntries(
	[
		["a", "аα"],
		["b", "вβь"],
		["c", "сϲ"],
		["d", "ԁ"],
		["e", "еєε"],
		["g", "ɡ"],
		["h", "нһ"],
		["j", "јϳ"],
		["k", "кκ"],
		["l", "i1|іιıӏї"],
		["m", "мμ"],
		["n", "пηո"],
		["o", "0оοσօ"],
		["p", "рρ"],
		["q", "ԛ"],
		["s", "ѕ"],
		["t", "тτ"],
		["u", "υս"],
		["v", "ν"],
		["w", "ωшԝ"],
		["x", "хχ"],
		["y", "уγү"],
		["z", "ζ"],
	].flatMap(([latin, others]) => [...(others ?? "")].map((other) => [other, latin ?? ""])),
);

/** Names that would speak for the grid itself. */
const reserved = ["tabgrid", "matcher", "operator", "escrow", "admin", "anonymous", "support"];

/**
 * What a name looks like: two names with one skeleton could be taken for each other, so only one
 * provider may have it. Letters' case, accents, spacing and look-alikes of other scripts don't count;
 * after the idea of Unicode Technical Standard 39, section 4, with a table of our own.
 */
export function nameSkeleton(name: string): string {
	const plain = name
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, "");
	return [...plain]
		.map((letter) => looksLike[letter] ?? letter)
		.join("")
		.replaceAll("rn", "m");
}

const reservedSkeletons = new Set(reserved.map(nameSkeleton));

/** Why a name is refused, in a sentence; null when it may stand. */
export function nameProblem(name: string): string | null {
	if (name.length < 2 || name.length > 32) return "A name has 2 to 32 characters.";
	if (name !== name.normalize("NFKC"))
		return "Use ordinary letters: no full-width, ligature or styled ones.";
	if (!/^[\p{L}\p{M}0-9 ._'-]+$/u.test(name))
		return "Use letters, digits 0 to 9, spaces and . _ ' - only.";
	if (
		!/^[\p{L}0-9].*[\p{L}\p{M}0-9.]$/u.test(name) ||
		/[ ._'-]{2}/.test(name.replaceAll(". ", " "))
	)
		return "Begin and end with a letter or a digit, with single marks in between.";
	if (/\p{Mn}{3}/u.test(name)) return "There are too many accents on one letter.";
	const letters = name.match(/\p{L}/gu) ?? [];
	if (letters.length === 0) return "A name has at least one letter.";
	if (!scripts.some((script) => letters.every((letter) => script.test(letter))))
		return "Write the whole name in one script: mixed ones can imitate another name.";
	if (reservedSkeletons.has(nameSkeleton(name))) return "This name belongs to the grid itself.";
	return null;
}

/** The name by which a provider chooses to be listed. */
export const DisplayName = z.string().superRefine((name, context) => {
	const problem = nameProblem(name);
	if (problem !== null) context.addIssue({ code: "custom", message: problem });
});

/** POST /providers/:id/name: the provider's own choice, signed by its session key; null removes it. */
export interface NameChoice {
	readonly providerId: ProviderId;
	readonly name: string | null;
	/** Epoch ms: an older choice doesn't undo a newer one. */
	readonly issuedAt: number;
}

/** What the session key signs to choose a name. */
export function nameMessage(
	domain: SigningDomain,
	{ providerId, name, issuedAt }: NameChoice,
): Uint8Array<ArrayBuffer> {
	const lines = [
		"tabgrid.name.v1",
		domain.chainId,
		domain.escrow.toLowerCase(),
		providerId,
		issuedAt,
		JSON.stringify(name),
	];
	return new Uint8Array(new TextEncoder().encode(lines.join("\n")));
}
