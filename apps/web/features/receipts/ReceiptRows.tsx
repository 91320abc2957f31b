"use client";
import { useState } from "react";
import { Card, CardHeader } from "@/components/Card";
import { ScrollRegion } from "@/components/ScrollRegion";
import { receiptsText } from "@/strings/receipts";
import type { ReceiptRow } from "./worker/messages";

const text = receiptsText.list;
/** Pixels. */
const rowHeight = 36;
const height = 396;
/** Rows drawn beyond the visible ones, above and below. */
const spare = 6;

/** All shards in a list that draws only the rows in sight. */
export function ReceiptRows({ rows }: { rows: readonly ReceiptRow[] }) {
	const [top, setTop] = useState(0);
	const first = Math.max(0, Math.floor(top / rowHeight) - spare);
	const drawn = rows.slice(first, first + Math.ceil(height / rowHeight) + 2 * spare);
	return (
		<Card>
			<CardHeader title={text.title} hint={text.hint} />
			<ScrollRegion
				label={text.label}
				style={{ height: Math.min(height, Math.max(1, rows.length) * rowHeight) }}
				onScroll={(event) => setTop(event.currentTarget.scrollTop)}
			>
				<ul className="relative" style={{ height: rows.length * rowHeight }}>
					{drawn.map((row, place) => (
						<li
							key={row.shardIndex}
							aria-setsize={rows.length}
							aria-posinset={first + place + 1}
							data-testid="receipt-row"
							className="absolute inset-x-0 grid grid-cols-[5rem_1fr_auto] items-center gap-3 border-b border-line px-4 text-[0.8125rem] sm:grid-cols-[6rem_1fr_8rem_auto] sm:px-5"
							style={{ top: (first + place) * rowHeight, height: rowHeight }}
						>
							<span className="tabular">{row.shardIndex.toLocaleString("en")}</span>
							<span className="text-ink-2">{text.agreed(row.agreed, row.replicas)}</span>
							<span className="hidden text-ink-3 sm:block">{text.distance(row.distance)}</span>
							<span className={row.problems > 0 ? "text-bad" : "text-accent"}>
								{row.problems > 0 ? text.wrong(row.problems) : text.sound}
							</span>
						</li>
					))}
				</ul>
			</ScrollRegion>
		</Card>
	);
}
