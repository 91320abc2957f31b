"use client";
import { parseOrThrow } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/Notice";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { Stat } from "@/components/Stat";
import { BatchHistogram } from "./BatchHistogram";

/** Prices to the second digit of their error; more would mean nothing. */
function pricesTo(error: number | null): (value: number) => string {
	const decimals = error ? Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(error)))) : 4;
	return (value) => value.toFixed(decimals);
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

/** What `monte-carlo` found: the estimate, how sure it is, and how it lies to the formula's price. */
export function PricePreview({ digest, blob }: { digest: string; blob: Blob }) {
	const { data, error } = useQuery({
		queryKey: ["priceArtifact", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () => {
			const { MonteCarloArtifact } = await import("@tabgrid/kernels");
			return parseOrThrow(MonteCarloArtifact, JSON.parse(await blob.text()), "INTERNAL");
		},
	});
	if (error) return <QueryError error={error} what="the price" />;
	if (data === undefined) return <SkeletonRows rows={3} label="Reading the price" />;
	const { estimate, standardError, blackScholes, batchMeans } = data;
	const price = pricesTo(standardError);
	const apart = standardError ? Math.abs(estimate - blackScholes.price) / standardError : null;
	return (
		<div data-testid="price">
			{data.missingPaths > 0 ? (
				<Notice
					tone="warn"
					className="m-4"
					title={`${data.missingPaths.toLocaleString("en")} paths are missing`}
				>
					Their shards found no quorum. The estimate is made of the others.
				</Notice>
			) : null}
			<dl className="grid grid-cols-2 border-b border-line md:grid-cols-4">
				<Stat
					label="Estimate"
					testId="price-estimate"
					value={price(estimate)}
					hint={`${data.paths.toLocaleString("en")} paths`}
				/>
				<Stat
					label="Standard error"
					testId="price-error"
					value={standardError === null ? "–" : price(standardError)}
					hint="from the batches' means"
				/>
				<Stat
					label="Black–Scholes"
					testId="price-formula"
					value={price(blackScholes.price)}
					hint={apart === null ? undefined : `${apart.toFixed(1)} standard errors away`}
				/>
				<Stat
					label="Exercised"
					value={percent(data.exercised)}
					hint={`${percent(blackScholes.exercise)} by the formula`}
				/>
			</dl>
			<BatchHistogram batchMeans={batchMeans} estimate={estimate} formula={blackScholes.price} />
		</div>
	);
}
