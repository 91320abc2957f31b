"use client";
import { type Digest, type JobSpec, TabgridError } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { describeComparator } from "@/lib/describeComparator";
import { checkingStrings } from "@/strings/checking";
import type { Difference } from "./findDifference";
import { useDifference } from "./useDifference";

const words = checkingStrings.evidence;

/** What tells a result from the canonical one: both values where they differ most, and what is permitted. */
export function DifferenceView({
	spec,
	digest,
	canonical,
}: {
	spec: JobSpec;
	digest: Digest;
	canonical: Digest;
}) {
	const query = useDifference(spec, digest, canonical);
	return (
		<div className="border-t border-line bg-bad-soft/40 px-3 py-2.5" data-testid="difference">
			<h4 className="text-xs font-semibold">{words.title}</h4>
			{query.data !== undefined ? (
				<Facts difference={query.data} />
			) : (
				<p className="mt-1 text-xs text-ink-2" role="status">
					{query.isPending ? words.loading : whyNot(query.error)}
				</p>
			)}
		</div>
	);
}

function whyNot(error: Error): string {
	return error instanceof TabgridError && error.code === "MISSING_BLOB"
		? words.gone
		: `${words.failed}: ${error.message}`;
}

function Facts({ difference }: { difference: Difference }) {
	const { agree, at, comparator, distance, others, output, why } = difference;
	return (
		<>
			<dl className="mt-1.5 grid grid-cols-2 gap-x-4 gap-y-2 text-sm">
				<Fact name={words.output}>
					<span className="font-mono text-xs break-all">{output}</span>
					{at === null ? null : (
						<span className="tabular text-ink-3">{` [${at.place.join(", ")}]`}</span>
					)}
				</Fact>
				<Fact name={words.apart}>
					<span className={agree ? undefined : "text-bad"} data-testid="difference-apart">
						{agree ? words.agree : words.times(distance)}
					</span>
				</Fact>
				{at === null ? null : (
					<>
						<Fact name={words.theirs}>
							<span className="tabular" data-testid="difference-theirs">
								{short(at.one)}
							</span>
						</Fact>
						<Fact name={words.canonical}>
							<span className="tabular" data-testid="difference-canonical">
								{short(at.other)}
							</span>
						</Fact>
					</>
				)}
				<Fact name={words.permitted}>{describeComparator(comparator)}</Fact>
			</dl>
			{at === null && why !== null ? (
				<p className="mt-1.5 text-xs text-ink-2">{`${why}.`}</p>
			) : null}
			{others > 0 ? <p className="mt-1.5 text-xs text-ink-3">{words.more(others)}</p> : null}
		</>
	);
}

/** Enough digits to tell the two apart, and no more than a person reads. */
const short = (value: number) =>
	Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value) : value.toPrecision(7);

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="min-w-0 last:odd:col-span-2">
			<dt className="text-xs text-ink-3">{name}</dt>
			<dd className="break-words">{children}</dd>
		</div>
	);
}
