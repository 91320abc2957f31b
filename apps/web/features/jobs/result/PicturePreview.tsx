"use client";
import type { JobView } from "@tabgrid/protocol";
import { useEffect, useState } from "react";

/** The picture that `mandelbrot` rendered. */
export function PicturePreview({ job, blob }: { job: Pick<JobView, "title">; blob: Blob }) {
	const [url, setUrl] = useState<string>();
	useEffect(() => {
		const made = URL.createObjectURL(blob);
		setUrl(made);
		return () => URL.revokeObjectURL(made);
	}, [blob]);
	return (
		<div className="flex min-h-40 justify-center bg-sunken p-4 sm:p-5" data-testid="picture">
			{url === undefined ? null : (
				<img src={url} alt={job.title} className="h-auto max-h-[36rem] w-auto max-w-full rounded" />
			)}
		</div>
	);
}
