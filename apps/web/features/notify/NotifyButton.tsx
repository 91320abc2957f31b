"use client";
import { finalJobStates, type JobView } from "@tabgrid/protocol";
import { Bell, BellRing } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { notifyStrings } from "@/strings/notify";
import { awaitJob, forgetJob, useAwaitedJobs } from "./awaitedJobs";
import { canNotify } from "./showNotification";

const never = () => () => {};

/** Asks, when pressed and never before, whether the site may tell of the job's end. */
export function NotifyButton({ job }: { job: Pick<JobView, "jobId" | "state"> }) {
	const able = useSyncExternalStore(never, canNotify, () => false);
	const awaited = useAwaitedJobs().includes(job.jobId);
	if (!able || finalJobStates.has(job.state)) return null;
	async function ask() {
		const permission = await Notification.requestPermission();
		if (permission !== "granted") {
			toast.failed(notifyStrings.blocked, notifyStrings.unblock);
			return;
		}
		awaitJob(job.jobId);
		toast.done(notifyStrings.asked, notifyStrings.keepOpen);
	}
	const Icon = awaited ? BellRing : Bell;
	return (
		<Button
			size="sm"
			variant="secondary"
			aria-pressed={awaited}
			title={awaited ? notifyStrings.onMeans : notifyStrings.askMeans}
			data-testid="notify"
			onClick={() => (awaited ? forgetJob(job.jobId) : void ask())}
		>
			<Icon aria-hidden /> {awaited ? notifyStrings.on : notifyStrings.ask}
		</Button>
	);
}
