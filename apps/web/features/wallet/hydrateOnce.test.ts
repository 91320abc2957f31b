import { afterEach, expect, test, vi } from "vitest";
import { createConfig, http } from "wagmi";
import { foundry } from "wagmi/chains";
import { hydrateOnce } from "./hydrateOnce";

afterEach(() => vi.unstubAllGlobals());

/** A window with one wallet in it that announces itself as EIP-6963 says. */
function windowWithWallet(rdns: string): EventTarget {
	const window = new EventTarget();
	const provider = { request: async () => [], on: () => {}, removeListener: () => {} };
	const info = { uuid: crypto.randomUUID(), name: "A wallet", icon: "data:,", rdns };
	window.addEventListener("eip6963:requestProvider", () => {
		window.dispatchEvent(
			new CustomEvent("eip6963:announceProvider", { detail: { info, provider } }),
		);
	});
	return window;
}

test("a wallet is listed once, however many pages have had the wallet's state", async () => {
	vi.stubGlobal("window", windowWithWallet("org.example.wallet"));
	const config = createConfig({
		chains: [foundry],
		transports: { [foundry.id]: http() },
		multiInjectedProviderDiscovery: true,
		ssr: true,
	});
	const listed = () => config.connectors.map(({ id }) => id);
	hydrateOnce(config);
	await vi.waitFor(() => expect(listed()).toEqual(["org.example.wallet"]));
	hydrateOnce(config);
	hydrateOnce(config);
	await new Promise(setImmediate); // hydration waits for promises only
	expect(listed()).toEqual(["org.example.wallet"]);
});
