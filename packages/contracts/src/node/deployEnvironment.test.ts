import { expect, it } from "vitest";
import { readDeployEnvironment } from "./deployEnvironment.ts";
import { anvilAccounts } from "./index.ts";

const [{ address, privateKey }] = anvilAccounts;
const sound = { RPC_URL: "http://127.0.0.1:8545", DEPLOYER_KEY: privateKey };

it("reads the node, the key and the token", () => {
	expect(readDeployEnvironment({ ...sound, TOKEN_ADDRESS: address })).toEqual({
		rpcUrl: sound.RPC_URL,
		privateKey,
		token: address,
	});
});

it("lets the token be left out", () => {
	const options = { rpcUrl: sound.RPC_URL, privateKey };
	expect(readDeployEnvironment(sound)).toEqual(options);
	expect(readDeployEnvironment({ ...sound, TOKEN_ADDRESS: "" })).toEqual(options);
});

it.each([
	["RPC_URL", undefined],
	["RPC_URL", "localhost"],
	["RPC_URL", "ws://127.0.0.1"],
	["DEPLOYER_KEY", undefined],
	["DEPLOYER_KEY", privateKey.slice(2)],
	["TOKEN_ADDRESS", "dollars"],
])("names %s when it is %s", (name, value) => {
	expect(() => readDeployEnvironment({ ...sound, [name]: value })).toThrow(`Set ${name} to `);
});
