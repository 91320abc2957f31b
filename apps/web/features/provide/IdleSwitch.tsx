"use client";
import { useState } from "react";
import { provideStrings } from "@/strings/provide";
import { SwitchFor } from "./SwitchFor";
import { type ProviderState, useProvider } from "./useProvider";
import { useSupported } from "./useSupported";

const text = provideStrings.when;

/** Work only while the computer is idle; offered where the browser can tell, after it was asked. */
export function IdleSwitch({ state }: { state: ProviderState | null }) {
	const { choose } = useProvider();
	const supported = useSupported("idle");
	const [denied, setDenied] = useState(false);
	if (supported === false)
		return <p className="pl-12 text-[0.8125rem] text-ink-3">{text.idleUnknown}</p>;
	const change = async (onlyIdle: boolean) => {
		const answer = onlyIdle ? await IdleDetector?.requestPermission?.() : "granted";
		setDenied(answer !== "granted");
		if (answer !== "granted") throw new Error(text.idleDenied);
		await choose({ onlyIdle });
	};
	return (
		<SwitchFor
			label={text.idle}
			hint={denied ? text.idleDenied : text.idleHint}
			on={state?.choices.onlyIdle ?? false}
			change={change}
			disabled={state === null}
			testId="provider-only-idle"
		/>
	);
}
