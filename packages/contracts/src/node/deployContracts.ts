import { TabgridError } from "@tabgrid/protocol";
import {
	type Account,
	type Address,
	type Chain,
	concat,
	createPublicClient,
	createWalletClient,
	defineChain,
	encodeAbiParameters,
	getAddress,
	getCreate2Address,
	type Hex,
	http,
	type PublicClient,
	type Transport,
	type WalletClient,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { isDevnet } from "../constants.ts";
import { create2Proxy, create2Salt } from "../generated/addresses.ts";
import {
	jobEscrowBytecode,
	providerStakesBytecode,
	testDollarBytecode,
} from "../generated/bytecode.ts";

export interface DeployOptions {
	/** JSON-RPC endpoint over HTTP. */
	readonly rpcUrl: string;
	/** Key of the account that pays for the deployment; it gets no rights. */
	readonly privateKey: Hex;
	/** The ERC-20 to escrow. Without one TestDollar is deployed, which only a local chain allows. */
	readonly token?: Address;
}

export interface DeployedContracts {
	/** Checksummed, as are all addresses here. */
	readonly escrow: Address;
	readonly stakes: Address;
	readonly token: Address;
	readonly chainId: number;
}

interface Deployer {
	readonly reader: PublicClient;
	readonly wallet: WalletClient<Transport, Chain, Account>;
}

/**
 * Deploys JobEscrow and ProviderStakes (and TestDollar on a local chain). Where the deterministic
 * deployment proxy exists the addresses follow from the bytecode alone, and a second call finds what
 * the first one deployed; elsewhere each call deploys anew.
 *
 * Throws BAD_PARAMS when a real chain is given no token or a token without code, and UNAVAILABLE
 * when a deployment transaction fails.
 */
export async function deployContracts(options: DeployOptions): Promise<DeployedContracts> {
	const transport = http(options.rpcUrl);
	const chainId = await createPublicClient({ transport }).getChainId();
	const chain = defineChain({
		id: chainId,
		name: `chain ${chainId}`,
		nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
		rpcUrls: { default: { http: [options.rpcUrl] } },
	});
	const deployer: Deployer = {
		reader: createPublicClient({ chain, transport, pollingInterval: 200 }),
		wallet: createWalletClient({
			chain,
			transport,
			account: privateKeyToAccount(options.privateKey),
		}),
	};
	const token = await tokenFor(deployer, chainId, options.token);
	const withAddress = (code: Hex, argument: Address) =>
		concat([code, encodeAbiParameters([{ type: "address" }], [argument])]);
	const escrow = await deploy(deployer, "JobEscrow", withAddress(jobEscrowBytecode, token));
	const stakes = await deploy(
		deployer,
		"ProviderStakes",
		withAddress(providerStakesBytecode, escrow),
	);
	return { escrow, stakes, token, chainId };
}

async function tokenFor(
	deployer: Deployer,
	chainId: number,
	token: Address | undefined,
): Promise<Address> {
	if (token !== undefined) {
		if (await hasCode(deployer, token)) return getAddress(token);
		throw new TabgridError("BAD_PARAMS", `There is no contract at the token address ${token}.`, {
			details: { token, chainId },
		});
	}
	if (isDevnet(chainId)) return deploy(deployer, "TestDollar", testDollarBytecode);
	throw new TabgridError(
		"BAD_PARAMS",
		`Chain ${chainId} is not a local chain: name its dollar token in TOKEN_ADDRESS.`,
		{ details: { chainId } },
	);
}

async function deploy(deployer: Deployer, name: string, initCode: Hex): Promise<Address> {
	if (!(await hasCode(deployer, create2Proxy))) {
		const hash = await deployer.wallet.deployContract({ abi: [], bytecode: initCode });
		const { contractAddress } = await confirmed(deployer, name, hash);
		if (contractAddress) return getAddress(contractAddress);
		throw new TabgridError("UNAVAILABLE", `The node named no address for ${name}.`);
	}
	const address = getCreate2Address({ from: create2Proxy, salt: create2Salt, bytecode: initCode });
	if (await hasCode(deployer, address)) return address;
	// The proxy takes the salt and the creation code, one after the other.
	const data = concat([create2Salt, initCode]);
	await confirmed(
		deployer,
		name,
		await deployer.wallet.sendTransaction({ to: create2Proxy, data }),
	);
	if (await hasCode(deployer, address)) return address;
	throw new TabgridError("UNAVAILABLE", `${name} is not at ${address} after its deployment.`);
}

async function confirmed({ reader }: Deployer, name: string, hash: Hex) {
	const receipt = await reader.waitForTransactionReceipt({ hash });
	if (receipt.status === "success") return receipt;
	throw new TabgridError("UNAVAILABLE", `The deployment of ${name} reverted.`, {
		details: { hash },
	});
}

async function hasCode({ reader }: Deployer, address: Address): Promise<boolean> {
	const code = await reader.getCode({ address });
	return code !== undefined && code !== "0x";
}
