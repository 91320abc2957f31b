"use client";
import { useQuery } from "@tanstack/react-query";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { Table, Td, Th } from "@/components/Table";
import { resultStrings } from "@/strings/results";
import { describeArrays } from "./describeArrays";

const words = resultStrings.arrays;

/** The arrays of an `onnx-batch` result: names, types, shapes and first values. */
export function ArraysPreview({ digest, blob }: { digest: string; blob: Blob }) {
	const { data, error } = useQuery({
		queryKey: ["arrays", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () => describeArrays(new Uint8Array(await blob.arrayBuffer())),
	});
	if (error) return <QueryError error={error} what={words.what} />;
	if (data === undefined) return <SkeletonRows rows={3} label={words.loading} />;
	return (
		<Table label={words.label} data-testid="arrays">
			<thead>
				<tr>
					<Th>{words.array}</Th>
					<Th>{words.type}</Th>
					<Th>{words.shape}</Th>
					<Th>{words.first}</Th>
				</tr>
			</thead>
			<tbody>
				{data.map((array) => (
					<tr key={array.name}>
						<Td className="font-medium">{array.name}</Td>
						<Td className="text-ink-2">{array.dtype}</Td>
						<Td className="tabular text-ink-2">{array.shape}</Td>
						<Td className="max-w-72 truncate font-mono text-xs text-ink-2" title={array.first}>
							{array.first}
						</Td>
					</tr>
				))}
			</tbody>
		</Table>
	);
}
