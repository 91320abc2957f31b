import type { TrustPolicy } from "@tabgrid/protocol";

const number = (value: number) => value.toLocaleString("en");

/** How jobs are checked, in plain words. */
export const policyStrings = {
	title: "How sure must the results be?",
	choices: {
		fast: {
			name: "Fast and cheap",
			means:
				"Takes the word of providers that passed ten checks, checks some of it at random, and settles at once. For work in which a rare wrong shard costs little.",
		},
		balanced: {
			name: "Balanced",
			means:
				"Takes the word of providers that passed twenty checks, checks some of it at random, and waits up to five minutes before it pays: who is caught meanwhile is caught here too. Right for nearly everything.",
		},
		paranoid: {
			name: "Paranoid",
			means:
				"Takes nobody’s word alone: every shard is computed by independent providers, and by more of them while little is known of them. For results that must hold against rare lies too.",
		},
		custom: {
			name: "Custom",
			means:
				"So many providers must agree on every shard, whoever they are. Cheats that work together can agree as well.",
		},
	},
	usual: "usual",
	replicas: "Replicas a shard",
	replicasText: (executions: number) => `${executions.toFixed(2)}`,
	/** On the grid as it is, and once its providers are established. */
	nowAndThen: (now: string, then: string) => `${now}, later ${then}`,
	cost: "Expected cost",
	wrong: "Wrong of a million",
	wrongText: (usual: number, most: number) =>
		most === usual ? number(usual) : `${number(usual)} to ${number(most)}`,
	notSimulated: "not simulated",
	unknown: "–",
	source:
		"From the simulator: a tenth of 200 providers lie; the second number is the worst of all its scenarios. A provider has to earn its trust first, so a young grid computes more shards twice: the costs are for the grid as it is now.",
	measured: (ratio: string) => `This grid took ${ratio} replicas a shard over the last day.`,
	/** Where a policy is named and no more. */
	names: {
		fast: "Fast and cheap",
		balanced: "Balanced",
		paranoid: "Paranoid",
	} satisfies Record<TrustPolicy, string>,
} as const;
