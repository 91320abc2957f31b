import localFont from "next/font/local";

/** Text in Latin letters; others come from the system's own fonts, a few accented ones from `sansMore`. */
const sans = localFont({
	src: "../../../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
	weight: "100 900",
	variable: "--font-geist-latin",
});
/** Fetched where a page has a letter of it. */
const sansMore = localFont({
	src: "../../../node_modules/@fontsource-variable/geist/files/geist-latin-ext-wght-normal.woff2",
	weight: "100 900",
	variable: "--font-geist-latin-ext",
	preload: false,
	adjustFontFallback: false,
	declarations: [
		{ prop: "unicode-range", value: "U+0100-02BA, U+02BD-02C5, U+1E00-1E9F, U+20A0-20AB" },
	],
});
/** Ids, digests and code: small print, which needn't be there first. */
const mono = localFont({
	src: "../../../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2",
	weight: "100 900",
	variable: "--font-geist-mono",
	preload: false,
	adjustFontFallback: false,
});

/** Classes that give the fonts' names to the stylesheet. */
export const fontVariables = `${sans.variable} ${sansMore.variable} ${mono.variable}`;
