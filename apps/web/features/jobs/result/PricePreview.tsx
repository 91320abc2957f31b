"use client";
import { MonteCarloArtifact } from "@tabgrid/kernels";
import { parseOrThrow } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/Notice";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { Stat } from "@/components/Stat";
import { resultStrings } from "@/strings/results";
import { BatchHistogram } from "./BatchHistogram";

const words = resultStrings.price;

/** Prices to the second digit of their error; more would mean nothing. */
function pricesTo(error: number | null): (value: number) => string {
	const decimals = error ? Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(error)))) : 4;
	return (value) => value.toFixed(decimals);
}

/** What `monte-carlo` found: the estimate, how sure it is, and how it lies to the formula's price. */
export function PricePreview({ digest, blob }: { digest: string; blob: Blob }) {
	const { data, error } = useQuery({
		queryKey: ["priceArtifact", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () =>
			parseOrThrow(MonteCarloArtifact, JSON.parse(await blob.text()), "INTERNAL"),
	});
	if (error) return <QueryError error={error} what={words.what} />;
	if (data === undefined) return <SkeletonRows rows={3} label={words.loading} />;
	const { estimate, standardError, blackScholes, batchMeans } = data;
	const price = pricesTo(standardError);
	const apart = standardError ? Math.abs(estimate - blackScholes.price) / standardError : null;
	return (
		<div data-testid="price">
			{data.missingPaths > 0 ? (
				<Notice tone="warn" className="m-4" title={words.missing(data.missingPaths)}>
					{words.missingWhy}
				</Notice>
			) : null}
			<dl className="grid grid-cols-2 border-b border-line md:grid-cols-4">
				<Stat
					label={words.estimate}
					testId="price-estimate"
					value={price(estimate)}
					hint={words.paths(data.paths)}
				/>
				<Stat
					label={words.error}
					testId="price-error"
					value={standardError === null ? words.none : price(standardError)}
					hint={words.errorHint}
				/>
				<Stat
					label={words.formula}
					testId="price-formula"
					value={price(blackScholes.price)}
					hint={apart === null ? undefined : words.apart(apart)}
				/>
				<Stat
					label={words.exercised}
					value={words.percent(data.exercised)}
					hint={words.byFormula(blackScholes.exercise)}
				/>
			</dl>
			<BatchHistogram batchMeans={batchMeans} estimate={estimate} formula={blackScholes.price} />
		</div>
	);
}
