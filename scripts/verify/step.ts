/** Something that is checked or tested as one: a tool's run, or a suite with many tests. */
export interface Step {
	readonly title: string;
	/** Counts what passed and failed; never rejects for a failure of what it tests. */
	run(): Promise<Counts>;
}

export interface Counts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped?: number;
	/** Each failed test by name, and what it said: repeated where a long output ends. */
	readonly failures?: readonly Failure[];
}

/** A test that failed. */
export interface Failure {
	readonly name: string;
	readonly message: string;
}

/** A step that has run. */
export interface StepResult extends Counts {
	readonly title: string;
	readonly ms: number;
}

/** A tool that passes or fails as a whole. */
export function countExit(code: number, failure?: Failure): Counts {
	if (code === 0) return { passed: 1, failed: 0 };
	return { passed: 0, failed: 1, failures: failure === undefined ? [] : [failure] };
}

/** Runs a step; one that throws has failed, and the reason is printed. */
export async function runStep(step: Step): Promise<StepResult> {
	const started = Date.now();
	let counts: Counts;
	try {
		counts = await step.run();
	} catch (error) {
		const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
		console.log(message);
		counts = { passed: 0, failed: 1, failures: [{ name: step.title, message }] };
	}
	return { title: step.title, ...counts, ms: Date.now() - started };
}

/** The sum over all results. */
export function total(results: readonly StepResult[]): { passed: number; failed: number } {
	return {
		passed: results.reduce((sum, { passed }) => sum + passed, 0),
		failed: results.reduce((sum, { failed }) => sum + failed, 0),
	};
}
