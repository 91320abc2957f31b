/** The words of the line that tells of a connection in trouble. */
export const connectionStrings = {
	offline: "You are offline. What you see is from before; it goes on by itself.",
	reconnecting: "The matcher is out of reach. What you see is from before; trying again.",
	tryNow: "Try now",
	wrongNetwork: (chain: string) => `Your wallet is on another network than ${chain}.`,
	switchTo: (chain: string) => `Switch to ${chain}`,
	switching: "Answer in your wallet",
	notSwitched: "The wallet did not switch",
} as const;
