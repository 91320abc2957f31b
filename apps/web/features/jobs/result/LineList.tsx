"use client";
import { ScrollRegion } from "@/components/ScrollRegion";
import { cn } from "@/lib/classNames";
import { resultStrings } from "@/strings/results";

/** Lines read below this confidence are marked. */
const doubtful = 0.85;
const shown = 400;

/** A line of text with how sure its reading is, 0 to 1. */
interface ReadLine {
	readonly label: string;
	readonly text: string;
	readonly confidence: number;
}

/** Lines of text that were read, each with its label and its confidence. */
export function LineList({ lines }: { lines: readonly ReadLine[] }) {
	return (
		<>
			<ScrollRegion label={resultStrings.lines.label} className="max-h-[28rem]">
				<ol className="py-2">
					{lines.slice(0, shown).map((line, number) => (
						<li
							key={`${number}-${line.label}`}
							className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-4 px-4 py-1 hover:bg-sunken sm:grid-cols-[7.5rem_minmax(0,1fr)_auto] sm:px-5"
						>
							<span className="hidden truncate text-xs text-ink-3 sm:block" title={line.label}>
								{line.label}
							</span>
							<span className="break-words">{line.text}</span>
							<span
								title={resultStrings.lines.confidence}
								className={cn(
									"tabular text-xs",
									line.confidence < doubtful ? "font-medium text-warn" : "text-ink-3",
								)}
							>
								{resultStrings.lines.percent(line.confidence)}
							</span>
						</li>
					))}
				</ol>
			</ScrollRegion>
			{lines.length > shown ? (
				<p className="border-t border-line px-4 py-2.5 text-[0.8125rem] text-ink-3 sm:px-5">
					{resultStrings.lines.more(lines.length - shown)}
				</p>
			) : null}
		</>
	);
}
