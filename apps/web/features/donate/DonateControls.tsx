"use client";
import { Coffee, Maximize, Minimize, Pause, Play, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/Button";
import { ThemeSwitch } from "@/components/ThemeSwitch";
import { usePending } from "@/features/provide/usePending";
import { type ProviderState, useProvider } from "@/features/provide/useProvider";
import { useSupported } from "@/features/provide/useSupported";
import { provideStrings } from "@/strings/provide";
import { useFullscreen } from "./useFullscreen";
import { useWakeLock } from "./useWakeLock";

const text = provideStrings.donate;

/** Pause, light or dark, screen on, full screen, and the way back. */
export function DonateControls({ state }: { state: ProviderState | null }) {
	const { pause, resume } = useProvider();
	const [pending, run] = usePending();
	const fullscreen = useFullscreen();
	const awake = useWakeLock();
	const canFill = useSupported("fullscreen");
	const canStayAwake = useSupported("wakeLock");
	const paused = state?.paused === true;
	return (
		<div className="flex items-center gap-1">
			<Control
				label={paused ? provideStrings.dock.provide : provideStrings.dock.pause}
				disabled={state === null || pending}
				onClick={() => run(paused ? resume : pause)}
				testId="donate-pause"
			>
				{paused ? <Play aria-hidden /> : <Pause aria-hidden />}
			</Control>
			<ThemeSwitch />
			{canStayAwake === false ? null : (
				<Control label={text.awake} pressed={awake.on} onClick={awake.toggle} testId="donate-awake">
					<Coffee aria-hidden />
				</Control>
			)}
			{canFill === false ? null : (
				<Control
					label={fullscreen.on ? text.leaveFullscreen : text.fullscreen}
					onClick={fullscreen.toggle}
					testId="donate-fullscreen"
				>
					{fullscreen.on ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
				</Control>
			)}
			<ButtonLink href="/" variant="quiet" size="icon" aria-label={text.leave} title={text.leave}>
				<X aria-hidden />
			</ButtonLink>
		</div>
	);
}

function Control({
	label,
	pressed,
	disabled = false,
	onClick,
	testId,
	children,
}: {
	label: string;
	pressed?: boolean;
	disabled?: boolean;
	onClick: () => void;
	testId: string;
	children: ReactNode;
}) {
	return (
		<Button
			variant="quiet"
			size="icon"
			aria-label={label}
			title={label}
			{...(pressed === undefined ? {} : { "aria-pressed": pressed })}
			disabled={disabled}
			onClick={onClick}
			data-testid={testId}
			className="aria-pressed:text-accent"
		>
			{children}
		</Button>
	);
}
