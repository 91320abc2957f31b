"use client";
import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { appStrings } from "@/strings/app";
import { Button } from "./Button";

/** Switches between light and dark; both icons are in the page and CSS shows the right one. */
export function ThemeSwitch() {
	const { resolvedTheme, setTheme } = useTheme();
	return (
		<Button
			variant="quiet"
			size="icon"
			aria-label={appStrings.theme}
			data-testid="theme-switch"
			onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
		>
			<Sun aria-hidden className="hidden dark:block" />
			<Moon aria-hidden className="dark:hidden" />
		</Button>
	);
}
