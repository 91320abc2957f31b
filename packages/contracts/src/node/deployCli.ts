import { TabgridError } from "@tabgrid/protocol";
import { isAddress, isHex } from "viem";
import { deployContracts } from "./deployContracts.ts";

/**
 * `npm run deploy -w @tabgrid/contracts`: deploys to RPC_URL with DEPLOYER_KEY for TOKEN_ADDRESS (left
 * out on a local chain) and prints `{"escrow", "token", "chainId"}`.
 */
async function main(environment: NodeJS.ProcessEnv): Promise<void> {
	const { RPC_URL: rpcUrl, DEPLOYER_KEY: privateKey, TOKEN_ADDRESS: token } = environment;
	if (rpcUrl === undefined || !URL.canParse(rpcUrl)) throw wrong("RPC_URL", "an http(s) address");
	if (!isHex(privateKey) || privateKey.length !== 66) {
		throw wrong("DEPLOYER_KEY", "a private key: 0x and 64 hex digits");
	}
	if (token === undefined || token === "") return print({ rpcUrl, privateKey });
	if (!isAddress(token)) throw wrong("TOKEN_ADDRESS", "an address: 0x and 40 hex digits");
	return print({ rpcUrl, privateKey, token });
}

async function print(options: Parameters<typeof deployContracts>[0]): Promise<void> {
	console.log(JSON.stringify(await deployContracts(options)));
}

function wrong(name: string, what: string): TabgridError {
	return new TabgridError("BAD_PARAMS", `Set ${name} to ${what}.`, { details: { name } });
}

try {
	await main(process.env);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
