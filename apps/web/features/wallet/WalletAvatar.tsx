import { cn } from "@/lib/classNames";

/** A wallet as a 5 × 5 pattern of its address, mirrored, so that two wallets look different. */
export function WalletAvatar({ address, size }: { address: string; size: number }) {
	const bits = Number.parseInt(address.slice(2, 9), 16);
	return (
		<svg
			aria-hidden="true"
			viewBox="-1 -1 7 7"
			width={size}
			height={size}
			className="rounded-md bg-accent-soft"
		>
			{Array.from({ length: 25 }, (_, cell) => cell).map((cell) => {
				const column = cell % 5;
				const row = Math.floor(cell / 5);
				const bit = row * 3 + Math.min(column, 4 - column);
				return (
					<rect
						key={cell}
						x={column + 0.06}
						y={row + 0.06}
						width="0.88"
						height="0.88"
						rx="0.12"
						className={cn(((bits >> bit) & 1) === 1 ? "fill-accent" : "fill-transparent")}
					/>
				);
			})}
		</svg>
	);
}
