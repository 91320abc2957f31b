import { stat } from "node:fs/promises";
import { identityOf } from "@tabgrid/kernels/runner";
import { ProviderId } from "@tabgrid/protocol";
import type { Settings } from "../environment.ts";
import { loadSessionKey, sessionKeyFile } from "../provide/sessionKeyFile.ts";
import { UsageError } from "../UsageError.ts";

/**
 * The provider that a stake is for: the one named, or this home's.
 * @throws UsageError when the name is no provider's id, or this home has no session key yet.
 */
export async function findProvider(
	{ home }: Pick<Settings, "home">,
	named: string | undefined,
): Promise<ProviderId> {
	if (named !== undefined) {
		const parsed = ProviderId.safeParse(named.toLowerCase());
		if (parsed.success) return parsed.data;
		throw new UsageError(`"${named}" is no provider's id: 64 hex digits.`);
	}
	const file = sessionKeyFile(home);
	if ((await stat(file).catch(() => undefined)) === undefined)
		throw new UsageError(
			`${home} has no provider yet: run tabgrid provide once, or name a provider with --provider.`,
		);
	return (await identityOf(await loadSessionKey(file))).providerId;
}
