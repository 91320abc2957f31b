import type { JobView } from "@tabgrid/protocol";
import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { SkeletonRows } from "@/components/Skeleton";
import { resultStrings } from "@/strings/results";

interface PreviewProps {
	readonly job: JobView;
	readonly digest: string;
	readonly blob: Blob;
}

const look = (load: () => Promise<ComponentType<PreviewProps>>) =>
	dynamic(load, { loading: () => <SkeletonRows rows={3} label={resultStrings.panel.loading} /> });

/** Looks into results, each loaded with its own kernel's readers when such a result is open. */
const previews: Readonly<Record<string, ComponentType<PreviewProps>>> = {
	"ocr-lines": look(() => import("./OcrPreview").then((module) => module.OcrPreview)),
	"detect-text": look(() => import("./pages/PagesPreview").then((module) => module.PagesPreview)),
	"embed-audio": look(() =>
		import("./embeddings/EmbeddingsPreview").then((module) => module.EmbeddingsPreview),
	),
	mandelbrot: look(() => import("./PicturePreview").then((module) => module.PicturePreview)),
	"monte-carlo": look(() => import("./PricePreview").then((module) => module.PricePreview)),
};
const arrays = look(() => import("./ArraysPreview").then((module) => module.ArraysPreview));

/** The look that fits a kernel's results. */
export function previewOf(kernel: string): ComponentType<PreviewProps> {
	return previews[kernel] ?? arrays;
}
