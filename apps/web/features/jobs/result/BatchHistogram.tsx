import type { MonteCarloArtifact } from "@tabgrid/kernels";
import { resultStrings } from "@/strings/results";

const words = resultStrings.price;
const width = 600;
const height = 140;

/** How the means of the batches spread, with the estimate and the formula's price in their midst. */
export function BatchHistogram({
	batchMeans: { from, to, counts, pathsPerBatch },
	estimate,
	formula,
}: {
	batchMeans: MonteCarloArtifact["batchMeans"];
	estimate: number;
	formula: number;
}) {
	const most = Math.max(1, ...counts);
	const bar = width / counts.length;
	const bars = counts.map((count, bin) => ({ count, left: bin * bar }));
	const place = (value: number) => (to > from ? ((value - from) / (to - from)) * width : width / 2);
	const total = counts.reduce((sum, count) => sum + count, 0);
	return (
		<figure className="px-4 py-4 sm:px-5">
			<svg
				viewBox={`0 0 ${width} ${height}`}
				preserveAspectRatio="none"
				className="h-36 w-full"
				role="img"
				aria-label={words.histogram(total, from.toPrecision(4), to.toPrecision(4))}
			>
				{bars.map(({ count, left }) => (
					<rect
						key={left}
						x={left + 1}
						width={bar - 2}
						y={height - (count / most) * height}
						height={(count / most) * height}
						className="fill-accent/35"
					/>
				))}
				<Line x={place(estimate)} className="stroke-accent" />
				<Line x={place(formula)} className="stroke-warn" dashed />
			</svg>
			<div className="tabular mt-1 flex justify-between border-t border-line pt-1 text-xs text-ink-3">
				<span>{from.toPrecision(4)}</span>
				<span>{to.toPrecision(4)}</span>
			</div>
			<figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-3">
				<span>{words.means(total, pathsPerBatch)}</span>
				<span className="text-accent">{words.estimateLine}</span>
				<span className="text-warn">{words.formulaLine}</span>
			</figcaption>
		</figure>
	);
}

function Line({
	x,
	className,
	dashed = false,
}: {
	x: number;
	className: string;
	dashed?: boolean;
}) {
	return (
		<line
			x1={x}
			x2={x}
			y1={0}
			y2={height}
			strokeWidth={2}
			vectorEffect="non-scaling-stroke"
			className={className}
			{...(dashed ? { strokeDasharray: "4 3" } : {})}
		/>
	);
}
