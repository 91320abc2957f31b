/** The words about payments whose tab was closed before the chain had taken them. */
export const postingStrings = {
	paid: {
		title: (job: string) => `“${job}” is paid`,
		text: "Its tab was closed before it could say so. The job is in escrow and needs no second payment.",
	},
	pending: {
		title: (job: string) => `The payment for “${job}” is on its way`,
		text: "The chain has the transaction and will take it by itself. Don’t pay again.",
	},
	refused: {
		title: (job: string) => `The chain refused the payment for “${job}”`,
		text: "Nothing went into escrow. What you put together is kept, and can be paid for again.",
	},
	unseen: {
		title: (job: string) => `“${job}” was not paid, as far as the chain knows`,
		text: "Its tab was closed while the wallet was asked. If the wallet still asks, confirm there or pay here: it is the same job, and the escrow takes it only once.",
	},
	unknown: {
		title: (job: string) => `Whether “${job}” is paid can’t be told yet`,
		text: "It is asked again by itself. Until then don’t pay for it again.",
	},
	open: "Open the job",
	pay: "Go to the payment",
	drop: "Don’t show this again",
} as const;
