"use client";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { cn } from "@/lib/classNames";
import { type PlotPoint, plotShape } from "@/lib/plot";
import { networkStrings } from "@/strings/network";

const box = { width: 1_000, height: 100 };
const tones = {
	accent: {
		stroke: "stroke-accent",
		fill: "fill-accent/15",
		bar: "fill-accent/70",
		dot: "bg-accent",
	},
	info: {
		stroke: "stroke-info",
		fill: "fill-info/15",
		bar: "fill-info/70",
		dot: "bg-info",
	},
	warn: { stroke: "stroke-warn", fill: "fill-warn/15", bar: "fill-warn/70", dot: "bg-warn" },
} as const;
export type PlotTone = keyof typeof tones;

/**
 * Figures over time as a line or as bars. The pointer and the arrow keys read single points, which a
 * screen reader hears as a slider's values. Its size is the caller's (`className` gives the height) and
 * doesn't change with the data.
 */
export function TimePlot({
	points,
	label,
	format,
	formatTime,
	top,
	shape = "line",
	tone = "accent",
	className = "h-28",
	testId,
}: {
	points: readonly PlotPoint[];
	label: string;
	format: (value: number) => string;
	formatTime: (at: number) => string;
	/** The value at the plot's top, where it isn't the largest one. */
	top?: number;
	shape?: "line" | "bars";
	tone?: PlotTone;
	className?: string;
	testId?: string;
}) {
	const [cursor, setCursor] = useState<number | null>(null);
	const [reading, setReading] = useState(false);
	const plot = plotShape(points, { ...box, ...(top === undefined ? {} : { top }) });
	const colors = tones[tone];
	const lastIndex = Math.max(0, points.length - 1);
	const shown = Math.min(cursor ?? lastIndex, lastIndex);
	const point = points[shown];
	const place = plot.places.find(({ index }) => index === shown);
	const last = plot.places.at(-1);
	const words = point
		? `${formatTime(point.at)}: ${point.value === null ? networkStrings.notMeasured : format(point.value)}`
		: networkStrings.notMeasured;
	const x = lastIndex === 0 ? 0.5 : shown / lastIndex;

	const follow = (event: PointerEvent<HTMLDivElement>) => {
		const { left, width } = event.currentTarget.getBoundingClientRect();
		const share = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)));
		setCursor(Math.round(share * lastIndex));
		setReading(true);
	};
	const step = (event: KeyboardEvent) => {
		const moves: Record<string, number> = {
			ArrowLeft: shown - 1,
			ArrowDown: shown - 1,
			ArrowRight: shown + 1,
			ArrowUp: shown + 1,
			PageDown: shown - 10,
			PageUp: shown + 10,
			Home: 0,
			End: lastIndex,
		};
		const next = moves[event.key];
		if (next === undefined) return;
		event.preventDefault();
		setCursor(Math.min(lastIndex, Math.max(0, next)));
		setReading(true);
	};
	const leave = () => {
		setReading(false);
		setCursor(null);
	};

	return (
		<div data-testid={testId}>
			<div
				role="slider"
				tabIndex={0}
				aria-label={networkStrings.plotLabel(label)}
				aria-valuemin={0}
				aria-valuemax={lastIndex}
				aria-valuenow={shown}
				aria-valuetext={words}
				onPointerMove={follow}
				onPointerDown={follow}
				onPointerLeave={leave}
				onKeyDown={step}
				onBlur={leave}
				className={cn("relative touch-pan-y rounded-sm", className)}
			>
				<svg
					aria-hidden="true"
					viewBox={`0 0 ${box.width} ${box.height}`}
					preserveAspectRatio="none"
					className="absolute inset-0 size-full overflow-visible"
				>
					{[0, 0.5, 1].map((share) => (
						<line
							key={share}
							x1={0}
							x2={box.width}
							y1={box.height * share}
							y2={box.height * share}
							vectorEffect="non-scaling-stroke"
							className={share === 1 ? "stroke-line-strong/50" : "stroke-line"}
						/>
					))}
					{shape === "bars" ? (
						<Bars count={points.length} places={plot.places} className={colors.bar} />
					) : (
						<>
							<path d={plot.area} className={colors.fill} />
							<path
								d={plot.line}
								fill="none"
								strokeWidth={1.75}
								strokeLinejoin="round"
								strokeLinecap="round"
								vectorEffect="non-scaling-stroke"
								className={colors.stroke}
							/>
						</>
					)}
				</svg>
				<span
					aria-hidden
					className="tabular pointer-events-none absolute top-0.5 left-0 text-[0.6875rem] leading-none text-ink-3"
				>
					{format(plot.top)}
				</span>
				{shape === "line" && !reading && last ? <Dot place={last} className={colors.dot} /> : null}
				{reading && shape === "line" && place ? <Dot place={place} className={colors.dot} /> : null}
				{reading && point ? (
					<>
						<span
							aria-hidden
							className="pointer-events-none absolute inset-y-0 w-px bg-ink-3/60"
							style={{ left: `${(shape === "bars" ? (shown + 0.5) / points.length : x) * 100}%` }}
						/>
						<span
							aria-hidden
							className="tabular pointer-events-none absolute -top-2 z-10 rounded border border-line bg-surface px-2 py-1 text-xs whitespace-nowrap shadow-raised"
							style={{ left: `${x * 100}%`, transform: `translate(-${x * 100}%, -100%)` }}
						>
							{words}
						</span>
					</>
				) : null}
			</div>
			<div
				aria-hidden
				className="tabular mt-1.5 flex justify-between text-[0.6875rem] leading-none text-ink-3"
			>
				<span>{points[0] ? formatTime(points[0].at) : ""}</span>
				<span>{points[lastIndex] ? formatTime(points[lastIndex].at) : ""}</span>
			</div>
		</div>
	);
}

function Bars({
	count,
	places,
	className,
}: {
	count: number;
	places: readonly { y: number; index: number }[];
	className: string;
}) {
	const slot = box.width / Math.max(1, count);
	return places.map(({ y, index }) => (
		<rect
			key={index}
			x={index * slot + slot * 0.12}
			width={slot * 0.76}
			y={(1 - y) * box.height}
			height={y * box.height}
			className={className}
		/>
	));
}

function Dot({ place, className }: { place: { x: number; y: number }; className: string }) {
	return (
		<span
			aria-hidden
			className={cn(
				"pointer-events-none absolute size-2 -translate-x-1/2 translate-y-1/2 rounded-full ring-2 ring-surface",
				className,
			)}
			style={{ left: `${place.x * 100}%`, bottom: `${place.y * 100}%` }}
		/>
	);
}
