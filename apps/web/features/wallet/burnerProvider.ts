import {
	type Chain,
	createClient,
	createWalletClient,
	custom,
	type EIP1193Provider,
	type Hex,
	http,
	numberToHex,
} from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { z } from "zod";
import { burnerPermission } from "./burnerKey";

const HexText = z
	.string()
	.regex(/^0x[0-9a-fA-F]*$/)
	.transform((value): Hex => `0x${value.slice(2)}`);
const Quantity = HexText.transform((value) => BigInt(value));
const Transaction = z.object({
	to: HexText.optional(),
	data: HexText.optional(),
	value: Quantity.optional(),
	gas: Quantity.optional(),
});
const TypedData = z.object({
	domain: z.record(z.string(), z.unknown()),
	types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
	primaryType: z.string(),
	message: z.record(z.string(), z.unknown()),
});

/**
 * An EIP-1193 provider over a local account: it signs by itself, without asking, and sends signed
 * transactions to the chain's RPC; every other method goes to the RPC as it is. Its account and its
 * chain never change, so it has no events to give. The account is made when it is first needed, which
 * takes a while: for most visitors of a page that is never.
 */
export function burnerProvider(
	makeAccount: () => PrivateKeyAccount,
	chain: Chain,
): EIP1193Provider {
	const rpc = createClient({ chain, transport: http() });

	let made: PrivateKeyAccount | undefined;
	const account = () => {
		made ??= makeAccount();
		return made;
	};

	async function answer(method: string, params: unknown): Promise<unknown> {
		switch (method) {
			case "eth_accounts":
				return burnerPermission.granted() ? [account().address] : [];
			case "eth_requestAccounts":
				burnerPermission.grant();
				return [account().address];
			case "wallet_revokePermissions":
				burnerPermission.revoke();
				return null;
			case "eth_chainId":
				return numberToHex(chain.id);
			case "wallet_switchEthereumChain":
				return null;
			case "personal_sign": {
				const [raw] = z.tuple([HexText], z.unknown()).parse(params);
				return account().signMessage({ message: { raw } });
			}
			case "eth_signTypedData_v4": {
				const [, json] = z.tuple([z.string(), z.string()]).parse(params);
				return account().signTypedData(TypedData.parse(JSON.parse(json)));
			}
			case "eth_sendTransaction": {
				const [{ to, data, value, gas }] = z.tuple([Transaction], z.unknown()).parse(params);
				const wallet = createWalletClient({ account: account(), chain, transport: http() });
				return wallet.sendTransaction({ to: to ?? null, data, value, gas });
			}
			default:
				return forward(method, params);
		}
	}

	const forward = async (method: string, params: unknown): Promise<unknown> =>
		rpc.transport.request({ method, params });

	// viem's `custom` gives `request` the typing of EIP-1193.
	const { request } = createClient({
		chain,
		transport: custom(
			{ request: ({ method, params }) => answer(method, params) },
			{ retryCount: 0 },
		),
	});
	return { request, on: () => {}, removeListener: () => {} };
}
