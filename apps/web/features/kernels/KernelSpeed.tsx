import { Card, CardBody, CardHeader } from "@/components/Card";
import { Table, Td, Th } from "@/components/Table";
import { kernelPageStrings as strings } from "@/strings/kernels";
import { measured } from "./measured";

/** What a shard costs in plain words, with what was measured where that is known. */
export function KernelSpeed({ kernel, cost }: { kernel: string; cost: string }) {
	const rows = measured[kernel] ?? [];
	return (
		<Card>
			<CardHeader title={strings.cost} />
			<CardBody className="text-sm text-ink-2">
				<p className="max-w-[68ch]">{cost}</p>
			</CardBody>
			{rows.length > 0 ? (
				<Table label={strings.measured} className="border-t border-line">
					<thead>
						<tr>
							<Th>{strings.measured}</Th>
							<Th>{strings.backend}</Th>
							<Th className="text-right">{strings.time}</Th>
						</tr>
					</thead>
					<tbody>
						{rows.map(({ what, backend, ms }) => (
							<tr key={`${what} ${backend}`}>
								<Td>{what}</Td>
								<Td className="text-ink-2">{strings.backends[backend]}</Td>
								<Td className="tabular text-right">{strings.ms(ms)}</Td>
							</tr>
						))}
					</tbody>
				</Table>
			) : null}
		</Card>
	);
}
