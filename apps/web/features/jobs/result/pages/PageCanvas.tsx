"use client";
import type { DetectedPage } from "@tabgrid/kernels";
import { useEffect, useRef } from "react";
import { resultStrings } from "@/strings/results";
import type { PagePicture } from "./usePagePicture";

/** A page with its boxes drawn over it; the boxes alone while the picture is on its way. */
export function PageCanvas({
	page,
	picture,
}: {
	page: Pick<DetectedPage, "label" | "width" | "height" | "boxes">;
	picture: PagePicture | undefined;
}) {
	const canvas = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		if (picture === undefined || canvas.current === null) return;
		canvas.current.width = picture.width;
		canvas.current.height = picture.height;
		const image = new ImageData(picture.data, picture.width, picture.height);
		canvas.current.getContext("2d")?.putImageData(image, 0, 0);
	}, [picture]);
	return (
		<div className="flex justify-center bg-sunken p-4 sm:p-5">
			<div className="relative">
				{/* The drawing gives the place its shape before the picture is there. */}
				<svg
					viewBox={`0 0 ${page.width} ${page.height}`}
					className="relative z-10 block max-h-[44rem] max-w-full"
					width={page.width}
					height={page.height}
					role="img"
					aria-label={resultStrings.pages.drawn(page.label, page.boxes.length)}
					data-testid="page-boxes"
				>
					{page.boxes.map(({ corners }) => (
						<polygon
							key={corners.join(" ")}
							points={corners.map((corner) => corner.join(",")).join(" ")}
							className="fill-accent/15 stroke-accent"
							strokeWidth={1.5}
							vectorEffect="non-scaling-stroke"
						/>
					))}
				</svg>
				<canvas ref={canvas} aria-hidden className="absolute inset-0 size-full rounded bg-white" />
			</div>
		</div>
	);
}
