"use client";
import { Share2 } from "lucide-react";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { jobStrings } from "@/strings/jobs";

const words = jobStrings.share;

/** Shares this page's address: by the system's own dialog where there is one, or by copying it. */
export function ShareButton({ title, className }: { title: string; className?: string }) {
	async function share() {
		const url = window.location.href;
		const touch = window.matchMedia("(pointer: coarse)").matches;
		if (touch && typeof navigator.share === "function") {
			try {
				await navigator.share({ title, url });
				return;
			} catch (error) {
				// The person closed the dialog, which is an answer. Anything else falls back to copying.
				if (error instanceof DOMException && error.name === "AbortError") return;
			}
		}
		try {
			await navigator.clipboard.writeText(url);
			toast.done(words.copied, words.anyone);
		} catch {
			toast.failed(words.notCopied, url);
		}
	}
	return (
		<Button
			size="sm"
			variant="secondary"
			data-testid="share"
			onClick={() => void share()}
			{...(className === undefined ? {} : { className })}
		>
			<Share2 aria-hidden /> {words.share}
		</Button>
	);
}
