import { bucketMs } from "@tabgrid/kernels/runner";
import { cn } from "@/lib/classNames";
import { provideStrings } from "@/strings/provide";

const text = provideStrings.plot;
const perMinute = 60_000 / bucketMs;
const height = 100;
const step = 10;

/** Shards a minute over the last ten minutes, a bar for each ten seconds; the last one still grows. */
export function RecentPlot({
	recent,
	className,
}: {
	recent: readonly number[];
	className?: string;
}) {
	const rates = recent.map((count) => count * perMinute);
	const peak = Math.max(...rates, perMinute);
	const now = rateNow(recent);
	return (
		<figure className={className} data-testid="provider-plot" data-now={now}>
			<svg
				role="img"
				aria-label={text.describe(now, Math.max(...rates, 0))}
				viewBox={`0 0 ${recent.length * step} ${height}`}
				preserveAspectRatio="none"
				className="block h-full w-full"
			>
				{rates.map((rate, index) => {
					const tall = Math.max((rate / peak) * height, rate > 0 ? 3 : 1.5);
					return (
						<rect
							key={places[index]}
							x={index * step}
							y={height - tall}
							width={step - 2}
							height={tall}
							className={cn(rate > 0 ? "fill-accent" : "fill-line")}
						/>
					);
				})}
			</svg>
			<figcaption className="tabular mt-1.5 flex justify-between text-xs text-ink-3">
				<span>{text.past}</span>
				<span>{text.now}</span>
			</figcaption>
		</figure>
	);
}

const places = Array.from({ length: 60 }, (_, place) => `place-${place}`);

/** Shards in the last whole minute. */
export function rateNow(recent: readonly number[]): number {
	return recent.slice(-perMinute - 1, -1).reduce((sum, count) => sum + count, 0);
}
