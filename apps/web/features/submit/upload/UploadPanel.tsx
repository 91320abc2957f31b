"use client";
import { Pause, Play } from "lucide-react";
import { Button } from "@/components/Button";
import { Progress } from "@/components/Progress";
import { formatBytes } from "@/lib/formatBytes";
import { duration } from "@/lib/relativeTime";
import { uploadStrings as words } from "@/strings/upload";
import type { UploadProgress } from "../worker/plannerMessages";
import type { Upload } from "./useUpload";

/** How far an upload is: all of it and each part, how fast, and a button that holds it. */
export function UploadPanel({ upload }: { upload: Upload }) {
	const { state, held, hold } = upload;
	if (state.kind !== "running") return null;
	const { progress, speed } = state;
	const now = held ? "paused" : (progress?.state ?? "sending");
	return (
		<div
			data-testid="upload"
			data-state={now}
			className="mt-2 space-y-3 rounded-md border border-line bg-sunken px-4 py-3"
		>
			<div className="flex flex-wrap items-center justify-between gap-2">
				<p className="text-sm font-medium">{words.states[now]}</p>
				<Button
					size="sm"
					variant="secondary"
					data-testid={held ? "resume-upload" : "pause-upload"}
					onClick={() => hold(!held)}
				>
					{held ? <Play aria-hidden /> : <Pause aria-hidden />}
					{held ? words.resume : words.pause}
				</Button>
			</div>
			<Progress
				label={words.label}
				value={progress?.done ?? 0}
				max={Math.max(progress?.total ?? 1, 1)}
			/>
			<p className="tabular min-h-5 text-[0.8125rem] text-ink-2" data-testid="upload-total">
				{progress ? sentence(progress, speed) : words.asking}
			</p>
			{progress ? <Parts progress={progress} /> : null}
			{progress?.reason && now === "waiting" ? (
				<p className="text-[0.8125rem] text-warn">
					{progress.reason} {words.goesOn}
				</p>
			) : (
				<p className="text-xs text-ink-3">{words.safe}</p>
			)}
		</div>
	);
}

function Parts({ progress }: { progress: UploadProgress }) {
	return (
		<ul className="space-y-1.5">
			{progress.parts.map(({ name, bytes, done }) => (
				<li
					key={name}
					data-testid={`upload-part-${name}`}
					className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-xs text-ink-3 sm:grid-cols-[6rem_minmax(0,1fr)_9rem]"
				>
					{words.parts[name] ?? name}
					<Progress
						label={words.parts[name] ?? name}
						value={done}
						max={Math.max(bytes, 1)}
						className="order-last col-span-2 sm:order-none sm:col-span-1"
					/>
					<span className="tabular text-right">
						{words.of(formatBytes(done), formatBytes(bytes))}
					</span>
				</li>
			))}
		</ul>
	);
}

function sentence({ done, total, there }: UploadProgress, speed: number | null): string {
	return [
		words.of(formatBytes(done), formatBytes(total)),
		...(speed === null ? [] : [words.speed(formatBytes(Math.round(speed)))]),
		...(speed === null || speed < 1
			? []
			: [words.left(duration(((total - done) / speed) * 1_000))]),
		...(there === 0 ? [] : [words.there(formatBytes(there))]),
	].join(" · ");
}
