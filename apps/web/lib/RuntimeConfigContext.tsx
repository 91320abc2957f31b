"use client";
import { createContext, type ReactNode, useContext } from "react";
import type { RuntimeConfig } from "./runtimeConfig";

const Context = createContext<RuntimeConfig | null>(null);

/** Hands the server's runtime configuration to client components. */
export function RuntimeConfigProvider({
	value,
	children,
}: {
	value: RuntimeConfig;
	children: ReactNode;
}) {
	return <Context value={value}>{children}</Context>;
}

/** The matcher, the chain and the policy of this deployment. */
export function useRuntimeConfig(): RuntimeConfig {
	const config = useContext(Context);
	if (config === null) throw new Error("useRuntimeConfig needs a RuntimeConfigProvider above it.");
	return config;
}
