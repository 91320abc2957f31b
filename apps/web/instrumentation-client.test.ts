import { expect, it } from "vitest";

it("tells zod to compile nothing, which the page's policy forbids", async () => {
	await import("./instrumentation-client");
	const { z } = await import("zod");
	expect(z.config().jitless).toBe(true);
});
