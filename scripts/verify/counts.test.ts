import { expect, test, vi } from "vitest";
import { countForge } from "./forgeStep.ts";
import { countPlaywright } from "./playwrightStep.ts";
import { runStep, total } from "./step.ts";
import { countVitest } from "./vitestStep.ts";

const vitestReport = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, testResults: [] };

test("vitest's tests are counted one by one", () => {
	expect(countVitest(vitestReport, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test("a test file that cannot be loaded counts as a failed test", () => {
	const report = {
		...vitestReport,
		numFailedTests: 0,
		testResults: [{ status: "failed", assertionResults: [] }],
	};
	expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test("a bad exit code is a failure although every test passed", () => {
	expect(countVitest({ ...vitestReport, numFailedTests: 0 }, 1).failed).toBe(1);
	const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 0 };
	expect(countPlaywright({ stats, errors: [] }, 1)).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

test("a flaky browser test is a failed one", () => {
	const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
	expect(countPlaywright({ stats, errors: [] }, 1)).toEqual({ passed: 4, failed: 2, skipped: 1 });
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
	expect(countForge(report)).toEqual({ passed: 1, failed: 1, skipped: 1 });
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
	log.mockRestore();
});
