/** The words of the wallet: its button, the faucet, and what stands between it and a payment. */
export const walletStrings = {
	connect: "Connect wallet",
	wallet: "Wallet",
	wrongNetwork: "Wrong network",
	walletOf: (address: string) => `Wallet ${address}`,
	unknownBalance: "…",
	testMoney: "Get test dollars",
	faucetSent: (amount: string) => `The faucet sent ${amount}`,
	faucetFailed: "The faucet gave nothing",
	transaction: {
		follow: (hash: string) => `Follow transaction ${hash}`,
		copyHash: "Copy the transaction hash",
	},
	readiness: {
		purposes: {
			job: {
				offline: "Nothing can be posted until it answers. This page keeps asking.",
				disconnectedTitle: "Connect a wallet to pay",
				disconnected: "The job belongs to the wallet that pays for it.",
				takes: "Escrow takes",
			},
			stake: {
				offline: "Nothing can be staked until it answers. This page keeps asking.",
				disconnectedTitle: "Connect a wallet to stake",
				disconnected: "The stake belongs to the wallet that pays for it.",
				takes: "The stake takes",
			},
		},
		offlineTitle: "The matcher is out of reach",
		otherChainTitle: "This site and its matcher work on different chains",
		otherChain: (chain: number) =>
			`The matcher is on chain ${chain}. Whoever runs this site has to set TABGRID_CHAIN_ID.`,
		otherNetworkTitle: "Your wallet is on another network",
		otherNetwork: (chain: string) => `This grid works on ${chain}.`,
		switch: "Switch network",
		tooFewTitle: "Not enough in the wallet",
		end: ".",
		holds: ", and the wallet holds",
		noGasTitle: "No ether for gas",
		noGas: "The transaction itself costs a little ether.",
	},
} as const;
