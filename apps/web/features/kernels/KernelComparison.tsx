import { type AnyKernel, kernelFacts } from "@tabgrid/kernels";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Table, Td, Th } from "@/components/Table";
import { describeComparator } from "@/lib/describeComparator";
import { kernelStrings, kernelPageStrings as strings } from "@/strings/kernels";

/** Each attested output with its comparator, as the catalogue has it, and why it is this one. */
export function KernelComparison({ kernel }: { kernel: AnyKernel }) {
	const words = kernelStrings[kernel.id];
	const outputs = kernelFacts[kernel.id]?.outputs ?? [];
	return (
		<Card>
			<CardHeader title={strings.compared} />
			{words ? (
				<CardBody className="text-sm text-ink-2">
					<p className="max-w-[68ch]">{words.compared}</p>
				</CardBody>
			) : null}
			<Table label={strings.compared} className="border-t border-line">
				<thead>
					<tr>
						<Th>{strings.output}</Th>
						<Th className="max-sm:hidden">{strings.type}</Th>
						<Th>{strings.agree}</Th>
					</tr>
				</thead>
				<tbody>
					{outputs.map(({ name, dtype }) => (
						<tr key={`${name} ${dtype}`}>
							<Td className="align-top max-sm:w-1/2">
								<span className="font-medium">{name === "*" ? strings.anyOutput : name}</span>
								<span className="text-ink-2 sm:hidden"> {dtype}</span>
								<span className="block text-[0.8125rem] text-ink-3">
									{words?.outputs[name] ?? null}
								</span>
							</Td>
							<Td className="align-top text-ink-2 max-sm:hidden">{dtype}</Td>
							<Td className="align-top text-ink-2">
								{describeComparator(kernel.comparator(name, dtype))}
							</Td>
						</tr>
					))}
				</tbody>
			</Table>
		</Card>
	);
}
