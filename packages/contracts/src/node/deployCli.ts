// `npm run deploy -w @tabgrid/contracts`: deploys as RPC_URL, DEPLOYER_KEY and TOKEN_ADDRESS say and
// prints `{"escrow", "stakes", "token", "chainId"}`.
import { deployContracts } from "./deployContracts.ts";
import { readDeployEnvironment } from "./deployEnvironment.ts";

try {
	console.log(JSON.stringify(await deployContracts(readDeployEnvironment(process.env))));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
