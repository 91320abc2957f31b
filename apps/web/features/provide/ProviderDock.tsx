"use client";
import dynamic from "next/dynamic";
import { useEffect, useId, useRef, useState } from "react";
import { insist } from "@/lib/insist";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { whenIdle } from "@/lib/whenIdle";
import { provideStrings } from "@/strings/provide";
import { DockBar } from "./DockBar";
import { useProvider } from "./useProvider";
import { useQuietTone } from "./useQuietTone";

const loadPanel = () => import("./DockPanel").then((module) => module.DockPanel);
const DockPanel = dynamic(loadPanel, { ssr: false });
const preloadPanel = () => void loadPanel().catch(() => {}); // opening it tries again

/**
 * The provider on every page: a bar that says what this browser computes and for whom, and a panel
 * behind it, whose code comes when someone reaches for it. Starts the provider when the page has loaded
 * and rests, unless the person paused it before or the deployment waits to be asked.
 */
export function ProviderDock() {
	const { matcherUrl, provideOnOpen } = useRuntimeConfig();
	const { state } = useProvider();
	useQuietTone(state);
	const [open, setOpen] = useState(false);
	const [wasOpen, setWasOpen] = useState(false);
	if (open && !wasOpen) setWasOpen(true);
	const panelId = useId();
	const toggle = useRef<HTMLButtonElement>(null);

	useEffect(
		() =>
			whenIdle(
				() =>
					void insist(() => import("./providerCommands")).then(({ start }) =>
						start(matcherUrl, provideOnOpen),
					),
			),
		[matcherUrl, provideOnOpen],
	);

	return (
		<section
			aria-label={provideStrings.dock.label}
			data-testid="provider-dock"
			data-phase={state?.phase ?? "starting"}
			data-working-phase={state?.workingPhase}
			data-backend={state?.backend ?? undefined}
			data-provider-id={state?.providerId ?? undefined}
			data-hold={state?.hold?.reason}
			data-accepted={state?.counts.accepted}
			className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-surface shadow-raised group-has-[[data-immersive]]/shell:hidden"
			onPointerEnter={preloadPanel}
			onFocus={preloadPanel}
			onKeyDown={(event) => {
				if (event.key !== "Escape" || !open) return;
				setOpen(false);
				toggle.current?.focus();
			}}
		>
			<div
				id={panelId}
				hidden={!open}
				className="max-h-[calc(100dvh-8rem)] overflow-y-auto border-b border-line"
			>
				{wasOpen ? <DockPanel state={state} /> : null}
			</div>
			<DockBar
				state={state}
				open={open}
				panelId={panelId}
				toggle={toggle}
				onToggle={() => setOpen(!open)}
			/>
		</section>
	);
}
