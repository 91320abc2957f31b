"use client";
import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/Button";
import { provideStrings } from "@/strings/provide";

/** Chromium's offer to install the site as an app; it is no part of TypeScript's library. */
interface InstallOffer extends Event {
	prompt(): Promise<unknown>;
}
const isOffer = (event: Event): event is InstallOffer => "prompt" in event;

/** Installs the site as an app, where the browser offers that. */
export function InstallButton() {
	const [offer, setOffer] = useState<InstallOffer | null>(null);
	useEffect(() => {
		const offered = (event: Event) => {
			event.preventDefault();
			if (isOffer(event)) setOffer(event);
		};
		const installed = () => setOffer(null);
		addEventListener("beforeinstallprompt", offered);
		addEventListener("appinstalled", installed);
		return () => {
			removeEventListener("beforeinstallprompt", offered);
			removeEventListener("appinstalled", installed);
		};
	}, []);
	if (offer === null) return null;
	const install = () => void offer.prompt().finally(() => setOffer(null));
	return (
		<Button size="sm" variant="quiet" onClick={install} data-testid="install-app">
			<Download aria-hidden /> {provideStrings.install}
		</Button>
	);
}
