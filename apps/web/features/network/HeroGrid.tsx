"use client";
import { cn } from "@/lib/classNames";
import { useStats } from "@/lib/matcher/useDashboard";
import { homeStrings } from "@/strings/home";

const text = homeStrings.hero;

const columns = 12;
const rows = 8;
/** A fixed scatter of the cells, so that online tabs light up here and there and not in a row. */
const order = Array.from(
	{ length: columns * rows },
	(_, index) => (index * 37 + 11) % (columns * rows),
);

/** A cell for each tab that is online now, on WebGPU or on WASM, up to as many as there is room for. */
export function HeroGrid() {
	const { data } = useStats();
	const webgpu = data?.backends.webgpu ?? 0;
	const online = webgpu + (data?.backends.wasm ?? 0);
	return (
		<figure className="hidden lg:block">
			<svg
				aria-hidden="true"
				viewBox={`0 0 ${columns * 20 - 4} ${rows * 20 - 4}`}
				className="w-full"
			>
				{Array.from({ length: columns * rows }, (_, cell) => cell).map((cell) => {
					const rank = order[cell] ?? cell;
					return (
						<rect
							key={cell}
							x={(cell % columns) * 20}
							y={Math.floor(cell / columns) * 20}
							width="16"
							height="16"
							rx="2"
							className={cn(
								"transition-[fill] duration-700",
								rank < webgpu
									? "fill-accent"
									: rank < online
										? "fill-cell-running"
										: "fill-line/70",
							)}
						/>
					);
				})}
			</svg>
			<figcaption className="mt-3 flex gap-4 text-xs text-ink-3">
				<span className="flex items-center gap-1.5">
					<span aria-hidden className="size-2 rounded-[1px] bg-accent" /> {text.onWebgpu}
				</span>
				<span className="flex items-center gap-1.5">
					<span aria-hidden className="size-2 rounded-[1px] bg-cell-running" /> {text.onWasm}
				</span>
				<span className="ml-auto tabular">{text.online(online)}</span>
			</figcaption>
		</figure>
	);
}
