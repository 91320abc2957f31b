/** The matcher's resident memory in MiB, as its metrics tell it. */
export async function matcherMemory(url: string): Promise<number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	const [, bytes] = /^tabgrid_process_resident_memory_bytes (\S+)/m.exec(text) ?? [];
	if (bytes === undefined) throw new Error("The matcher's /metrics has no memory.");
	return Number(bytes) / 2 ** 20;
}
