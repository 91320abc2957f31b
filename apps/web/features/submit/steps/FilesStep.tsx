"use client";
import { FileUp, X } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/Button";
import { cn } from "@/lib/classNames";
import { formatBytes } from "@/lib/formatBytes";
import { submitStrings } from "@/strings/submit";
import { wizardStrings } from "@/strings/wizard";
import type { DraftSource } from "../draft";
import { PlanStatus } from "../PlanStatus";
import type { TypedParams } from "../params/paramForm";
import { paramFormOf } from "../params/paramForms";
import { sourceIsGone } from "../sourceIsGone";
import type { PlanState } from "../usePlan";
import { ParamFields } from "./ParamsStep";
import { LostFiles, SourceGone, SourceInputs } from "./SourceInputs";

const pictures = "image/png,image/jpeg,image/webp";
const kinds: Readonly<Record<string, { accept: string; ask: string }>> = {
	"detect-text": { accept: pictures, ask: "Drop pictures of pages here" },
	"embed-audio": { accept: ".wav,audio/wav", ask: "Drop recordings (.wav) here" },
	"ocr-lines": {
		accept: pictures,
		ask: "Drop pictures of text lines here, one line each",
	},
	"onnx-batch": {
		accept: ".onnx,.npy,.npz,.json",
		ask: "Drop a model (.onnx) and its inputs (.npy, .npz, .json) here",
	},
};
const shown = 8;
const words = submitStrings.files;

/** Collects the files of a job and says what they make. */
export function FilesStep({
	kernel,
	files,
	lost,
	source,
	plan,
	onAdd,
	onRemove,
	onOwnFiles,
	params,
	onParams,
}: {
	kernel: string;
	files: readonly File[];
	/** Names of files that didn't survive a reload. */
	lost: readonly string[];
	/** The earlier job whose inputs are taken over. */
	source: DraftSource | null;
	plan: PlanState;
	onAdd: (files: readonly File[]) => void;
	onRemove: (name: string) => void;
	onOwnFiles: () => void;
	/** Options of a kernel that has some, as typed. */
	params: TypedParams;
	onParams: (change: TypedParams) => void;
}) {
	const form = paramFormOf(kernel);
	const input = useRef<HTMLInputElement>(null);
	const [over, setOver] = useState(false);
	const kind = kinds[kernel];
	const bytes = files.reduce((total, file) => total + file.size, 0);

	function onDrop(event: DragEvent) {
		event.preventDefault();
		setOver(false);
		onAdd([...event.dataTransfer.files]);
	}

	if (source !== null)
		return (
			<div className="space-y-4 p-4 sm:p-5">
				{sourceIsGone({ source }, plan) ? (
					<SourceGone onOwnFiles={onOwnFiles} />
				) : (
					<>
						<SourceInputs source={source} onOwnFiles={onOwnFiles} />
						<PlanStatus plan={plan} />
					</>
				)}
			</div>
		);
	return (
		<div className="space-y-4 p-4 sm:p-5">
			<LostFiles lost={lost} />
			<section
				aria-label={words.region}
				onDragOver={(event) => {
					event.preventDefault();
					setOver(true);
				}}
				onDragLeave={() => setOver(false)}
				onDrop={onDrop}
				className={cn(
					"flex flex-col items-center gap-3 rounded-lg border border-dashed px-4 py-9 text-center transition-colors",
					over ? "border-accent bg-accent-soft" : "border-line-strong",
				)}
			>
				<FileUp aria-hidden className="size-6 text-ink-3" />
				<p className="text-sm">{kind?.ask ?? words.drop}</p>
				<Button size="sm" variant="secondary" onClick={() => input.current?.click()}>
					{words.choose}
				</Button>
				<input
					ref={input}
					type="file"
					multiple
					accept={kind?.accept}
					aria-label={words.choose}
					data-testid="file-input"
					className="sr-only"
					tabIndex={-1}
					onChange={(event) => {
						onAdd([...(event.target.files ?? [])]);
						event.target.value = "";
					}}
				/>
			</section>
			{files.length > 0 ? (
				<div className="rounded-lg border border-line">
					<p className="border-b border-line px-4 py-2 text-[0.8125rem] text-ink-3">
						{words.count(files.length, formatBytes(bytes))}
					</p>
					<ul className="divide-y divide-line">
						{files.slice(0, shown).map((file) => (
							<li key={file.name} className="flex items-center gap-3 py-1 pr-2 pl-4 text-sm">
								<span className="min-w-0 flex-1 truncate">{file.name}</span>
								<span className="tabular text-xs text-ink-3">{formatBytes(file.size)}</span>
								<Button
									size="sm"
									variant="quiet"
									className="px-2"
									aria-label={words.remove(file.name)}
									onClick={() => onRemove(file.name)}
								>
									<X aria-hidden />
								</Button>
							</li>
						))}
					</ul>
					{files.length > shown ? (
						<p className="border-t border-line px-4 py-2 text-[0.8125rem] text-ink-3">
							{words.more(files.length - shown)}
						</p>
					) : null}
				</div>
			) : null}
			{form ? (
				<fieldset>
					<legend className="mb-3 text-sm font-medium">{wizardStrings.options}</legend>
					<ParamFields form={form} values={params} onChange={onParams} />
				</fieldset>
			) : null}
			<PlanStatus plan={plan} />
		</div>
	);
}
