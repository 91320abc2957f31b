"use client";
import { type ReactNode, useState } from "react";
import { ScrollRegion } from "@/components/ScrollRegion";
import { Table, Td, Th } from "@/components/Table";

/** A plot's figures as a table, folded away and not made until someone wants them. */
export function PlotTable({
	summary,
	columns,
	rows,
	testId,
}: {
	summary: string;
	columns: readonly string[];
	/** Makes the rows; the first cell of each is its heading. */
	rows: () => readonly { readonly key: string | number; readonly cells: readonly ReactNode[] }[];
	testId?: string;
}) {
	const [open, setOpen] = useState(false);
	return (
		<details
			className="group border-t border-line"
			data-testid={testId}
			onToggle={(event) => setOpen(event.currentTarget.open)}
		>
			<summary className="px-4 py-2.5 text-[0.8125rem] text-ink-2 select-none hover:text-ink sm:px-5">
				{summary}
			</summary>
			{open ? (
				<ScrollRegion label={summary} className="max-h-72 border-t border-line">
					<Table label={summary} className="tabular">
						<thead>
							<tr>
								{columns.map((column, index) => (
									<Th key={column} className={index === 0 ? undefined : "text-right"}>
										{column}
									</Th>
								))}
							</tr>
						</thead>
						<tbody>
							{rows().map(({ key, cells }) => (
								<tr key={key}>
									{cells.map((cell, index) => (
										<Td
											key={columns[index]}
											className={index === 0 ? "py-1.5 whitespace-nowrap" : "py-1.5 text-right"}
										>
											{cell}
										</Td>
									))}
								</tr>
							))}
						</tbody>
					</Table>
				</ScrollRegion>
			) : null}
		</details>
	);
}
