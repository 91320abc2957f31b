"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { TabgridError } from "@tabgrid/protocol";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { RuntimeConfigProvider } from "@/lib/RuntimeConfigContext";
import type { RuntimeConfig } from "@/lib/runtimeConfig";
import { ToastIsland } from "./ToastIsland";

const lasting = new Set(["NOT_FOUND", "BAD_REQUEST", "CONFLICT"]);

function makeQueryClient() {
	return new QueryClient({
		defaultOptions: {
			queries: {
				staleTime: 5_000,
				retry: (failures, error) =>
					failures < 2 && !(error instanceof TabgridError && lasting.has(error.code)),
				retryDelay: 700,
				// A matcher that was away is asked again without anyone pressing anything.
				refetchInterval: (query) => (query.state.status === "error" ? 5_000 : false),
			},
		},
	});
}

/** What every page needs: theme, runtime configuration, data cache, toasts. No wallet. */
export function AppProviders({
	config,
	nonce,
	children,
}: {
	config: RuntimeConfig;
	nonce: string | undefined;
	children: ReactNode;
}) {
	// RainbowKit locks scrolling with react-style-singleton, which takes its nonce from here.
	if (nonce && typeof window !== "undefined") setNonce(nonce);
	const [queryClient] = useState(makeQueryClient);
	return (
		<ThemeProvider
			attribute="class"
			defaultTheme="system"
			enableSystem
			{...(nonce ? { nonce } : {})}
		>
			<CSPProvider {...(nonce ? { nonce } : {})}>
				<RuntimeConfigProvider value={config}>
					<QueryClientProvider client={queryClient}>
						{children}
						<ToastIsland />
					</QueryClientProvider>
				</RuntimeConfigProvider>
			</CSPProvider>
		</ThemeProvider>
	);
}
