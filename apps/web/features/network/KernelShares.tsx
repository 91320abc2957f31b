import type { NetworkHistory } from "@tabgrid/protocol";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { ShareBar } from "@/components/charts/ShareBar";
import { Money } from "@/components/Money";
import { Table, Td, Th } from "@/components/Table";
import { networkStrings } from "@/strings/network";
import { historyTotals } from "./historyPlots";

const { kernels: text, count } = networkStrings;

/** Which kernels' shards were verified. */
export function KernelShares({ history }: { history: NetworkHistory }) {
	const { verified } = historyTotals(history);
	const shown = history.kernels.filter((kernel) => kernel.verified > 0);
	return (
		<Card data-testid="kernel-shares">
			<CardHeader title={text.title} hint={text.hint} />
			{shown.length === 0 ? (
				<CardBody className="text-sm text-ink-2">{text.empty}</CardBody>
			) : (
				<Table label={text.table}>
					<thead>
						<tr>
							<Th>{text.kernel}</Th>
							<Th className="text-right">{text.verified}</Th>
							<Th className="w-1/4">{text.share}</Th>
							<Th className="hidden text-right sm:table-cell">{text.earned}</Th>
						</tr>
					</thead>
					<tbody>
						{shown.map((kernel) => (
							<tr key={kernel.kernel} data-testid="kernel-row" data-kernel={kernel.kernel}>
								<Td className="font-medium">{kernel.kernel}</Td>
								<Td className="tabular text-right">{count(kernel.verified)}</Td>
								<Td>
									<div className="flex items-center gap-2">
										<ShareBar share={kernel.verified / verified} />
										<span className="tabular w-10 shrink-0 text-right text-xs text-ink-3">
											{`${Math.round((kernel.verified / verified) * 100)} %`}
										</span>
									</div>
								</Td>
								<Td className="hidden text-right sm:table-cell">
									<Money amount={kernel.paid} />
								</Td>
							</tr>
						))}
					</tbody>
				</Table>
			)}
		</Card>
	);
}
