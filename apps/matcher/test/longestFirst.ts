import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders by how long their files take; a file of any other folder comes last. */
const longest = ["test/faults/", "test/", "src/store/", "sim/"];

/**
 * Begins with the files that wait for outages, restarts and leases, so that the last file to end is a
 * short one: vitest itself knows how long a file takes only where it has run before.
 */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const place = ({ moduleId, project }: TestSpecification) => {
			const path = relative(project.config.root, moduleId);
			const found = longest.findIndex((folder) => path.startsWith(folder));
			return found < 0 ? longest.length : found;
		};
		return (await super.sort(files)).sort((a, b) => place(a) - place(b));
	}
}
