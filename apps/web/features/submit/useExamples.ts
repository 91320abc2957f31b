"use client";
import { parseOrThrow, TabgridError } from "@tabgrid/protocol";
import { useMutation, useQuery } from "@tanstack/react-query";
import { z } from "zod";

const Example = z.object({
	id: z.string(),
	kernel: z.string(),
	title: z.string(),
	summary: z.string(),
	files: z.array(z.object({ url: z.string(), name: z.string(), bytes: z.int() })),
});
export type Example = z.infer<typeof Example>;

async function get(url: string): Promise<Response> {
	const response = await fetch(url);
	if (!response.ok) throw new TabgridError("NOT_FOUND", `The example ${url} is not on this site.`);
	return response;
}

/** The examples that this site serves. */
export function useExamples() {
	return useQuery({
		queryKey: ["examples"],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () =>
			parseOrThrow(z.array(Example), await (await get("/examples/index.json")).json(), "INTERNAL"),
	});
}

/** Fetches an example's files. */
export function useLoadExample() {
	return useMutation({
		mutationFn: (example: Example) =>
			Promise.all(
				example.files.map(async ({ url, name }) => new File([await (await get(url)).blob()], name)),
			),
	});
}
