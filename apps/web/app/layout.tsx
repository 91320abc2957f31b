import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { AppProviders } from "@/components/AppProviders";
import { AppShell } from "@/components/AppShell";
import { ServiceWorker } from "@/components/ServiceWorker";
import { JobNotifier } from "@/features/notify/JobNotifier";
import { ProviderDock } from "@/features/provide/ProviderDock";
import { readRuntimeConfig } from "@/lib/runtimeConfig";
import { appStrings } from "@/strings/app";
import { fontVariables } from "./fonts";

export const metadata: Metadata = {
	title: { default: appStrings.name, template: `%s · ${appStrings.name}` },
	description: appStrings.description,
	appleWebApp: { capable: true, title: appStrings.name, statusBarStyle: "black-translucent" },
};

export const viewport: Viewport = {
	themeColor: [
		{ media: "(prefers-color-scheme: light)", color: "#f7f7f3" },
		{ media: "(prefers-color-scheme: dark)", color: "#0d0f10" },
	],
};

/** Rendered for every request: the nonce is new each time, and the configuration is read at run time. */
export default async function RootLayout({ children }: { children: ReactNode }) {
	await connection();
	const nonce = (await headers()).get("x-nonce") ?? undefined;
	return (
		<html lang="en" suppressHydrationWarning className={fontVariables}>
			<body>
				<AppProviders config={readRuntimeConfig()} nonce={nonce}>
					<ServiceWorker />
					<AppShell dock={<ProviderDock />}>{children}</AppShell>
					<JobNotifier />
				</AppProviders>
			</body>
		</html>
	);
}
