import { expect, test, vi } from "vitest";
import { countForge } from "./forgeStep.ts";
import { countPlaywright } from "./playwrightStep.ts";
import { failureList } from "./report.ts";
import { runStep, total } from "./step.ts";
import { countVitest } from "./vitestStep.ts";

const vitestReport = {
	numPassedTests: 3,
	numFailedTests: 1,
	numPendingTests: 2,
	testResults: [
		{
			name: "a.test.ts",
			status: "failed",
			message: "",
			assertionResults: [
				{ status: "passed", fullName: "adds", failureMessages: [] },
				{ status: "failed", fullName: "subtracts", failureMessages: ["1 is not 2"] },
			],
		},
	],
};

test("vitest's tests are counted one by one, and failures are explained", () => {
	expect(countVitest(vitestReport, 1)).toEqual({
		passed: 3,
		failed: 1,
		skipped: 2,
		failures: [{ name: "subtracts", message: "1 is not 2" }],
	});
});

test("a test file that cannot be loaded counts as a failed test", () => {
	const report = {
		...vitestReport,
		numFailedTests: 0,
		testResults: [
			{ name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
		],
	};
	expect(countVitest(report, 1)).toEqual({
		passed: 3,
		failed: 1,
		skipped: 2,
		failures: [{ name: "b.test.ts", message: "no such module" }],
	});
});

test("a bad exit code is a failure although every test passed", () => {
	const passed = { ...vitestReport, numFailedTests: 0, testResults: [] };
	expect(countVitest(passed, 1).failed).toBe(1);
	const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 0 };
	expect(countPlaywright({ suites: [], stats, errors: [] }, 1)).toEqual({
		passed: 4,
		failed: 1,
		skipped: 0,
		failures: [],
	});
});

test("a flaky browser test is a failed one", () => {
	const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
	const spec = (title: string, ok: boolean, message: string) => ({
		title,
		ok,
		tests: [{ results: [{ errors: [{ message }] }] }],
	});
	const suites = [
		{ specs: [], suites: [{ specs: [spec("pays", false, "unpaid"), spec("opens", true, "")] }] },
	];
	expect(countPlaywright({ suites, stats, errors: [] }, 1)).toEqual({
		passed: 4,
		failed: 2,
		skipped: 1,
		failures: [{ name: "pays", message: "unpaid" }],
	});
});

test("forge's tests are counted over all contracts, and failures are explained", () => {
	const log = vi.spyOn(console, "log").mockImplementation(() => {});
	const report = {
		"test/A.t.sol:A": { test_results: { "testOne()": { status: "Success", reason: null } } },
		"test/B.t.sol:B": {
			test_results: {
				"testTwo()": { status: "Failure", reason: "1 != 2" },
				"testThree()": { status: "Skipped" },
			},
		},
	};
	expect(countForge(report)).toMatchObject({ passed: 1, failed: 1, skipped: 1 });
	expect(log).toHaveBeenCalledWith("✗ test/B.t.sol:B testTwo(): 1 != 2");
	log.mockRestore();
});

test("a step that throws has failed once, and later steps still count", async () => {
	const log = vi.spyOn(console, "log").mockImplementation(() => {});
	const results = [
		await runStep({ title: "broken", run: () => Promise.reject(new Error("no")) }),
		await runStep({ title: "fine", run: async () => ({ passed: 5, failed: 0 }) }),
	];
	expect(total(results)).toEqual({ passed: 5, failed: 1 });
	expect(failureList(results)).toMatch(/broken › broken\n\s+Error: no/);
	log.mockRestore();
});
