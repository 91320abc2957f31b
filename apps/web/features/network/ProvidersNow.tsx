"use client";
import { Badge } from "@/components/Badge";
import { Card, CardHeader } from "@/components/Card";
import { ShareBar } from "@/components/charts/ShareBar";
import { EmptyState } from "@/components/EmptyState";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { Stat } from "@/components/Stat";
import { Table, Td, Th } from "@/components/Table";
import { networkStrings } from "@/strings/network";
import { useNetwork } from "./useNetwork";

const { providers: text, count } = networkStrings;

/** Who provides now, by backend and by adapter. */
export function ProvidersNow() {
	const network = useNetwork();
	const providers = network.data?.providers;
	return (
		<Card className="min-h-80" data-testid="providers-now">
			<CardHeader
				title={text.title}
				hint={providers === undefined ? undefined : text.hint(providers.known)}
			/>
			{network.isPending ? (
				<SkeletonRows rows={5} />
			) : providers === undefined ? (
				<QueryError error={network.error} what={text.what} retry={() => void network.refetch()} />
			) : providers.online === 0 ? (
				<EmptyState title={text.empty}>{text.emptyHint}</EmptyState>
			) : (
				<>
					<dl className="grid grid-cols-3 divide-x divide-line border-b border-line">
						<Stat label={text.online} value={count(providers.online)} testId="network-online" />
						<Stat label={text.webgpu} value={count(providers.backends.webgpu)} />
						<Stat label={text.wasm} value={count(providers.backends.wasm)} />
					</dl>
					<Table label={text.table}>
						<thead>
							<tr>
								<Th>{text.adapter}</Th>
								<Th className="hidden sm:table-cell">{text.backend}</Th>
								<Th className="text-right">{text.providers}</Th>
								<Th className="w-1/3">{text.share}</Th>
							</tr>
						</thead>
						<tbody>
							{providers.adapters.map(({ backend, adapter, providers: own }) => (
								<tr key={`${backend} ${adapter}`} data-testid="adapter-row">
									<Td className="max-w-40 truncate font-medium">
										{adapter === "other" ? text.other : adapter}
									</Td>
									<Td className="hidden sm:table-cell">
										<Badge tone={backend === "webgpu" ? "accent" : "info"}>{backend}</Badge>
									</Td>
									<Td className="tabular text-right">{count(own)}</Td>
									<Td>
										<ShareBar
											share={own / providers.online}
											className={backend === "webgpu" ? "fill-accent" : "fill-cell-running"}
										/>
									</Td>
								</tr>
							))}
						</tbody>
					</Table>
				</>
			)}
		</Card>
	);
}
