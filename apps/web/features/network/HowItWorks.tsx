import { homeStrings } from "@/strings/home";

const words = homeStrings.how;

/** The life of a job in four plain steps. */
export function HowItWorks() {
	return (
		<section aria-labelledby="how-it-works">
			<h2 id="how-it-works" className="mb-4 text-lg font-semibold tracking-tight">
				{words.title}
			</h2>
			<ol className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 lg:grid-cols-4">
				{words.steps.map(({ title, text }, index) => (
					<li key={title} className="bg-surface p-4 sm:p-5">
						<StepGlyph step={index} />
						<h3 className="mt-4 text-[0.9375rem] font-semibold">{title}</h3>
						<p className="mt-1 text-sm text-ink-2">{text}</p>
					</li>
				))}
			</ol>
		</section>
	);
}

/** Cells lit in each step's glyph, of a field of 3 rows and 5 columns. */
const glyphs: readonly (readonly number[])[] = [
	[5],
	[1, 3, 6, 8, 11, 13],
	[6, 7, 8],
	[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
];

function StepGlyph({ step }: { step: number }) {
	const lit = glyphs[step] ?? [];
	return (
		<svg aria-hidden="true" viewBox="0 0 69 41" className="h-10">
			{Array.from({ length: 15 }, (_, cell) => cell).map((cell) => (
				<rect
					key={cell}
					x={(cell % 5) * 14}
					y={Math.floor(cell / 5) * 14}
					width="12"
					height="12"
					rx="1.5"
					className={lit.includes(cell) ? "fill-accent" : "fill-sunken"}
				/>
			))}
		</svg>
	);
}
