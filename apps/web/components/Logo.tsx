/** The mark: a grid of nine tabs, of which some are at work. */
export function Logo({ className }: { className?: string }) {
	const lit = new Set(["0-0", "1-0", "2-0", "1-1", "1-2"]);
	return (
		<svg aria-hidden="true" viewBox="0 0 20 20" className={className}>
			{[0, 1, 2].flatMap((row) =>
				[0, 1, 2].map((column) => (
					<rect
						key={`${column}-${row}`}
						x={column * 7}
						y={row * 7}
						width="6"
						height="6"
						rx="1"
						className={lit.has(`${column}-${row}`) ? "fill-accent" : "fill-line"}
					/>
				)),
			)}
		</svg>
	);
}
