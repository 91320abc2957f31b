import { startGrid, type TestGrid } from "@tabgrid/matcher/testing/grid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../src/routes.ts";
import { OpenApi, problemsOf } from "./openApiCheck.ts";

let grid: TestGrid;
let document: OpenApi;
beforeAll(async () => {
	grid = await startGrid();
	document = OpenApi.parse(await (await fetch(`${grid.url}/openapi.json`)).json());
});
afterAll(() => grid?.stop());

describe("the SDK against the description of a running matcher", () => {
	it.each(Object.entries(routes))("calls %s as it is described", (_, route) => {
		expect(problemsOf(route, document)).toEqual([]);
	});

	it("notices a route that was renamed", () => {
		const { "/jobs/{jobId}": moved, ...paths } = document.paths;
		if (moved === undefined) throw new Error("The description has the job's route.");
		const renamed = { ...document, paths: { ...paths, "/work/{jobId}": moved } };
		expect(problemsOf(routes.job, renamed)).toEqual(["/jobs/{jobId} is not described."]);
	});

	it("notices a method, a query parameter, a field and a type that changed", () => {
		const changed = (from: string, to: string) =>
			OpenApi.parse(JSON.parse(JSON.stringify(document).replaceAll(from, to)));
		expect(problemsOf(routes.putBlob, changed('"put":', '"patch":'))).not.toEqual([]);
		expect(problemsOf(routes.vouchers, changed('"wallet"', '"owner"'))).not.toEqual([]);
		expect(problemsOf(routes.config, changed('"escrow"', '"vault"'))).not.toEqual([]);
		expect(problemsOf(routes.createJob, changed('"spec"', '"job"'))).not.toEqual([]);
		expect(
			problemsOf(
				routes.stats,
				changed('"providersOnline":{"type":"integer"', '"providersOnline":{"type":"string"'),
			),
		).not.toEqual([]);
	});
});
