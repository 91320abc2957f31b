import { expect, test } from "vitest";
import { loadOcrExample } from "./examples.ts";

test("more lines than the example page has begin again at its top, under labels of their own", async () => {
	const page = await loadOcrExample();
	const lines = page.pictures.length;
	const more = await loadOcrExample(2 * lines + 1);
	expect(more.pictures).toHaveLength(2 * lines + 1);
	expect(new Set(more.pictures.map(({ label }) => label)).size).toBe(2 * lines + 1);
	expect(more.truth).toEqual([...page.truth, ...page.truth, page.truth[0]]);
	expect(more.pictures[lines]?.data).toEqual(page.pictures[0]?.data);
});
