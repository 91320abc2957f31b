// RainbowKit writes its theme into a <style> element, which the content security policy refuses (it
// takes no nonce). This writes the same variables to a stylesheet before the app is built.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { cssStringFromTheme, darkTheme, lightTheme } from "@rainbow-me/rainbowkit";

const common = { borderRadius: "small", fontStack: "system", overlayBlur: "none" };
const light = lightTheme({ ...common, accentColor: "#0b6e4f", accentColorForeground: "#ffffff" });
const dark = darkTheme({ ...common, accentColor: "#4cd6a0", accentColorForeground: "#06281c" });
const surface = { modalBackground: "var(--surface)", modalBorder: "var(--line)" };
for (const theme of [light, dark]) {
	Object.assign(theme.colors, surface);
	theme.fonts.body = "var(--font-geist-latin), sans-serif";
}

writeFileSync(
	path.join(import.meta.dirname, "../app/rainbowkit-theme.css"),
	`[data-rk]{${cssStringFromTheme(light)}}\n.dark [data-rk]{${cssStringFromTheme(dark, { extends: light })}}\n`,
);
