import { Table, Td, Th } from "@/components/Table";
import { resultStrings } from "@/strings/results";

const strings = resultStrings.embeddings;

/** How alike each two recordings are. */
export function LikenessTable({
	names,
	cosines,
}: {
	names: readonly string[];
	cosines: readonly (readonly number[])[];
}) {
	return (
		<section className="border-t border-line">
			<header className="px-4 pt-3 sm:px-5">
				<h3 className="text-sm font-medium">{strings.similar}</h3>
				<p className="mt-0.5 text-[0.8125rem] text-ink-3">{strings.similarHint}</p>
			</header>
			<Table label={strings.similar} data-testid="likeness">
				<thead>
					<tr>
						<Th>
							<span className="sr-only">{strings.similar}</span>
						</Th>
						{names.map((name) => (
							<Th key={name} className="max-w-32 truncate text-right" title={name}>
								{name}
							</Th>
						))}
					</tr>
				</thead>
				<tbody>
					{names.map((name, row) => (
						<tr key={name}>
							<Td className="max-w-40 truncate font-medium" title={name}>
								{name}
							</Td>
							{names.map((other, column) => (
								<Td key={other} className="tabular text-right text-ink-2">
									{(cosines[row]?.[column] ?? 0).toFixed(2)}
								</Td>
							))}
						</tr>
					))}
				</tbody>
			</Table>
		</section>
	);
}
