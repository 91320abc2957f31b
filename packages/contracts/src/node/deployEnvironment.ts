import { TabgridError } from "@tabgrid/protocol";
import { isAddress, isHex } from "viem";
import type { DeployOptions } from "./deployContracts.ts";

/**
 * Reads RPC_URL, DEPLOYER_KEY and TOKEN_ADDRESS (which a local chain may leave out). Throws BAD_PARAMS
 * naming the variable at fault and what it should be.
 */
export function readDeployEnvironment(
	environment: Readonly<Record<string, string | undefined>>,
): DeployOptions {
	const { RPC_URL: rpcUrl, DEPLOYER_KEY: privateKey, TOKEN_ADDRESS: token } = environment;
	if (rpcUrl === undefined || !/^https?:/.test(rpcUrl) || !URL.canParse(rpcUrl)) {
		throw wrong("RPC_URL", "the http(s) address of a node");
	}
	if (!isHex(privateKey) || privateKey.length !== 66) {
		throw wrong("DEPLOYER_KEY", "a private key: 0x and 64 hex digits");
	}
	if (token === undefined || token === "") return { rpcUrl, privateKey };
	if (!isAddress(token)) throw wrong("TOKEN_ADDRESS", "an address: 0x and 40 hex digits");
	return { rpcUrl, privateKey, token };
}

function wrong(name: string, what: string): TabgridError {
	return new TabgridError("BAD_PARAMS", `Set ${name} to ${what}.`, { details: { name } });
}
