/** The RPC endpoint that a visitor entered, from the page's address; null where there is none. */
export function rpcOf(text: string | null): string | null {
	if (text === null || text.length > 500 || !URL.canParse(text)) return null;
	return /^https?:$/.test(new URL(text).protocol) ? text : null;
}
