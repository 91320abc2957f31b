import pc from "picocolors";
import type { Verification } from "./verifyFile.ts";

/** Problems that are shown one by one. */
const shown = 20;

/** The report for a person. */
export function describeVerification(verification: Verification): string[] {
	const { report, problems, problemCount, rpc, outputs, rerun } = verification;
	const { header, verdicts } = report;
	const count = (value: number) => value.toLocaleString("en");
	const lines = [
		`${header.spec.title}: job ${header.jobId}`,
		`  ${count(report.receipts)} receipts of ${count(header.spec.shards)} shards, by ${count(report.providers)} providers`,
		`  ${count(report.attestations)} attestations signed; replicas: ${count(verdicts.agreed)} agreed, ${count(verdicts.disagreed)} disagreed, ${count(verdicts.errored)} errored, ${count(verdicts.expired)} expired, ${count(verdicts.aborted)} aborted`,
		`  ${report.earned} minor units earned; Merkle root ${report.root}`,
		rpc === null
			? "  The chain was not asked (--rpc URL): a file that is made up whole would pass."
			: `  Compared with the escrow ${header.spec.escrow} on chain ${header.spec.chainId}, by ${rpc}`,
	];
	const { audit } = report;
	if (audit !== null)
		lines.push(
			`  Spot checks drawn again: ${count(audit.drawn)} of ${count(audit.lots)} lots fell (${audit.expected.toFixed(1)} expected); ${count(audit.alone)} shards stand on one result`,
		);
	if (outputs > 0)
		lines.push(`  The outputs of ${count(outputs)} shards were fetched and measured.`);
	if (rerun !== null) {
		const wrong = rerun.outcomes.filter(({ agree }) => !agree).length;
		const share = (100 * rerun.mostWrong) / Math.max(1, report.receipts);
		lines.push(
			`  ${count(rerun.outcomes.length)} random shards run again, ${wrong === 0 ? "none" : count(wrong)} wrong: with ${100 * rerun.confidence} % confidence at most ${count(rerun.mostWrong)} of ${count(report.receipts)} (${share.toPrecision(2)} %) are.`,
		);
	}
	if (problemCount === 0) return [...lines, pc.green("✓ All of it is right.")];
	lines.push(
		pc.red(`✗ ${count(problemCount)} ${problemCount === 1 ? "thing is" : "things are"} wrong:`),
	);
	for (const { code, shardIndex, message } of problems.slice(0, shown))
		lines.push(`  ${code}${shardIndex === null ? "" : ` shard ${shardIndex}`}: ${message}`);
	if (problemCount > shown) lines.push(`  … and ${count(problemCount - shown)} more`);
	return lines;
}
