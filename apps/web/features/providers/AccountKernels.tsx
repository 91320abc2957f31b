import type { ProviderHistory } from "@tabgrid/protocol";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { ShareBar } from "@/components/charts/ShareBar";
import { Money } from "@/components/Money";
import { Table, Td, Th } from "@/components/Table";
import { providerStrings } from "@/strings/providers";

const { kernels: text, stats, count } = providerStrings;

/** What a provider computed, by kernel. */
export function AccountKernels({ kernels }: { kernels: ProviderHistory["kernels"] }) {
	const most = Math.max(1, ...kernels.map(({ agreed }) => agreed));
	return (
		<Card data-testid="account-kernels">
			<CardHeader title={text.title} />
			{kernels.length === 0 ? (
				<CardBody className="text-sm text-ink-2">{text.empty}</CardBody>
			) : (
				<Table label={text.table}>
					<thead>
						<tr>
							<Th>{text.kernel}</Th>
							<Th className="text-right">{stats.agreed}</Th>
							<Th className="text-right">{stats.earned}</Th>
						</tr>
					</thead>
					<tbody>
						{kernels.map(({ kernel, agreed, earned }) => (
							<tr key={kernel}>
								<Td>
									<span className="mb-1.5 block font-medium">{kernel}</span>
									<ShareBar share={agreed / most} />
								</Td>
								<Td className="tabular text-right align-top">{count(agreed)}</Td>
								<Td className="text-right align-top">
									<Money amount={earned} />
								</Td>
							</tr>
						))}
					</tbody>
				</Table>
			)}
		</Card>
	);
}
