import { Address, Digest, JobSpec } from "@tabgrid/protocol";

/** The spec of a job that somebody is paying for, with what a test wants otherwise. */
export function postedSpec(change: Partial<JobSpec> = {}): JobSpec {
	const address = (digit: string) => Address.parse(`0x${digit.repeat(40)}`);
	const digest = (digit: string) => Digest.parse(digit.repeat(64));
	return JobSpec.parse({
		version: 1,
		chainId: 31337,
		escrow: address("a"),
		client: address("c"),
		nonce: "0".repeat(32),
		title: "Letters",
		kernel: "ocr-lines",
		kernelVersion: 1,
		model: digest("1"),
		params: {},
		manifest: digest("2"),
		shards: 24,
		comparators: {},
		policy: { quorum: 2, maxReplicas: 4 },
		pricePerReplica: "10000",
		deadline: 1_800_003_600,
		...change,
	});
}
