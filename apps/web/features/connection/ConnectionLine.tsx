"use client";
import { Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { useAccount, useSwitchChain } from "wagmi";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { connectionStrings as words } from "@/strings/connection";
import { useTrouble } from "./useTrouble";

/**
 * One calm line about what is in the way: no connection, no matcher, or a wallet on another network,
 * with the way out. It floats, so that nothing moves when it comes and goes.
 */
export function ConnectionLine() {
	const { chainId, chainName } = useRuntimeConfig();
	const account = useAccount();
	const trouble = useTrouble();
	const switching = useSwitchChain();
	const elsewhere = account.status === "connected" && account.chainId !== chainId;
	return (
		<div
			role="status"
			className="pointer-events-none fixed inset-x-0 top-[4.25rem] z-40 flex justify-center px-4"
		>
			{trouble ? (
				<Line testId="connection-line" kind={trouble.kind}>
					{trouble.kind === "offline" ? words.offline : words.reconnecting}
					<Button size="sm" variant="secondary" onClick={trouble.tryNow}>
						{words.tryNow}
					</Button>
				</Line>
			) : elsewhere ? (
				<Line testId="network-line" kind="network">
					{words.wrongNetwork(chainName)}
					<Button
						size="sm"
						data-testid="switch-network"
						busy={switching.isPending}
						onClick={() =>
							switching.switchChain(
								{ chainId },
								{
									onError: (error) => toast.failed(words.notSwitched, explainError(error).message),
								},
							)
						}
					>
						{switching.isPending ? words.switching : words.switchTo(chainName)}
					</Button>
				</Line>
			) : null}
		</div>
	);
}

function Line({ testId, kind, children }: { testId: string; kind: string; children: ReactNode }) {
	return (
		<div
			data-testid={testId}
			data-kind={kind}
			className="pointer-events-auto flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-warn/40 bg-surface px-4 py-2 text-[0.8125rem] text-ink-2 shadow-raised"
		>
			<Unplug aria-hidden className="size-4 shrink-0 text-warn" />
			{children}
		</div>
	);
}
