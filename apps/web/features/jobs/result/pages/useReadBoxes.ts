"use client";
import { cropBox, type DetectedPage } from "@tabgrid/kernels";
import type { JobView } from "@tabgrid/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/Toast";
import { replaceDraft } from "@/features/submit/asideDraft";
import { changeDraft, emptyDraft } from "@/features/submit/draft";
import { explainError } from "@/lib/explainError";
import { useMatcher } from "@/lib/matcher/useMatcher";
import { resultStrings } from "@/strings/results";
import { encodePng } from "./encodePng";
import { loadPagePicture } from "./usePagePicture";

/** Cuts every box out of the pages, and opens the wizard with a job that reads them. */
export function useReadBoxes(job: JobView, pages: readonly DetectedPage[]) {
	const matcher = useMatcher();
	const queryClient = useQueryClient();
	const router = useRouter();
	const [done, setDone] = useState(0);
	const total = pages.reduce((sum, { boxes }) => sum + boxes.length, 0);

	async function cutOut(): Promise<File[]> {
		const files: File[] = [];
		for (const page of pages) {
			const picture = await loadPagePicture(queryClient, matcher, job, page.shard);
			const across = picture.width / page.width;
			const down = picture.height / page.height;
			const name = page.label.replace(/\.[a-z]+$/i, "");
			for (const { corners } of page.boxes) {
				const toPicture = ([x, y]: readonly [number, number]) => [x * across, y * down] as const;
				const [a, b, c, d] = corners;
				const crop = cropBox(
					picture,
					[toPicture(a), toPicture(b), toPicture(c), toPicture(d)],
					`${String(page.shard + 1).padStart(4, "0")}-${name}-${String(files.length + 1).padStart(5, "0")}.png`,
				);
				files.push(new File([await encodePng(crop)], crop.label, { type: "image/png" }));
				setDone(files.length);
			}
		}
		return files;
	}

	const mutation = useMutation({
		mutationFn: async () => {
			setDone(0);
			const files = await cutOut();
			const chosen = changeDraft(emptyDraft, { kind: "kernel", kernel: "ocr-lines" });
			const filled = changeDraft(chosen, { kind: "files", files });
			const title = resultStrings.pages.titleOf(job.title);
			await replaceDraft(changeDraft(filled, { kind: "settings", change: { title } }));
		},
		onSuccess: () => router.push("/jobs/new"),
		onError: (error) => toast.failed(resultStrings.pages.failed, explainError(error).message),
	});
	return { read: () => mutation.mutate(), busy: mutation.isPending, done, total };
}
