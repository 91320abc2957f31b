import { type AnyKernel, describeParams } from "@tabgrid/kernels";
import { Card, CardHeader } from "@/components/Card";
import { Table, Td, Th } from "@/components/Table";
import { kernelPageStrings as strings } from "@/strings/kernels";

/** A kernel's parameters with their limits; nothing for one that has none, or takes a model's. */
export function KernelParams({ kernel }: { kernel: AnyKernel }) {
	const params = kernel.model.kind === "builtin" ? describeParams(kernel.params) : [];
	if (params.length === 0) return null;
	return (
		<Card>
			<CardHeader title={strings.params} />
			<Table label={strings.params}>
				<thead>
					<tr>
						<Th>{strings.name}</Th>
						<Th>{strings.allowed}</Th>
						<Th>{strings.usual}</Th>
					</tr>
				</thead>
				<tbody>
					{params.map(({ name, meaning, allowed, usual }) => (
						<tr key={name}>
							<Td>
								<span className="font-medium">{name}</span>
								<span className="block text-ink-2">{meaning}</span>
							</Td>
							<Td className="tabular text-ink-2">{allowed}</Td>
							<Td className="tabular text-ink-2">{usual ?? strings.mustBeGiven}</Td>
						</tr>
					))}
				</tbody>
			</Table>
		</Card>
	);
}
