import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launcher } from "@tabgrid/launch";
import { FromClients, type LoadResult, type ToClients } from "./messages.ts";
import type { Load } from "./runLoad.ts";

const script = fileURLToPath(new URL("clientProcess.ts", import.meta.url));

/** Real socket.io clients, spread over a few processes. */
export class ClientFleet {
	readonly #processes: readonly ChildProcess[];

	private constructor(processes: readonly ChildProcess[]) {
		this.#processes = processes;
	}

	/** Opens `connections` authenticated providers on the server at `url`. */
	static async open(
		url: string,
		options: {
			readonly connections: number;
			readonly processes: number;
			readonly batch: number;
		},
	): Promise<ClientFleet> {
		const { connections, processes, batch } = options;
		const fleet = new ClientFleet(
			Array.from({ length: processes }, () => fork(launcher, [script])),
		);
		try {
			await fleet.#tell((place) => ({
				kind: "open",
				url,
				batch,
				connections: Math.floor((connections + place) / processes),
			}));
			return fleet;
		} catch (error) {
			fleet.close();
			throw error;
		}
	}

	/** Runs a load on all connections at once; answers the sums. */
	async run(load: Omit<Load, "kind">): Promise<LoadResult> {
		const answers = await this.#tell(() => ({ kind: "load", ...load }));
		const results = answers.filter((answer) => answer.kind === "loaded");
		const sum = (of: (result: LoadResult) => number) =>
			results.reduce((total, result) => total + of(result), 0);
		return {
			kind: "loaded",
			replicas: sum(({ replicas }) => replicas),
			refused: sum(({ refused }) => refused),
			refusal: results.find(({ refusal }) => refusal !== null)?.refusal ?? null,
			starved: sum(({ starved }) => starved),
			cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
			leaseMs: results.flatMap(({ leaseMs }) => leaseMs),
			submitMs: results.flatMap(({ submitMs }) => submitMs),
		};
	}

	close(): void {
		for (const child of this.#processes) child.kill("SIGKILL");
	}

	#tell(messageTo: (place: number) => ToClients): Promise<FromClients[]> {
		return Promise.all(
			this.#processes.map(async (child, place) => {
				const answered = answerOf(child);
				child.send(messageTo(place));
				const answer = await answered;
				if (answer.kind === "failed") throw new Error(`A client failed: ${answer.message}`);
				return answer;
			}),
		);
	}
}

function answerOf(child: ChildProcess): Promise<FromClients> {
	return new Promise((resolve, reject) => {
		const ended = () => reject(new Error("A process of clients ended by itself."));
		child.once("exit", ended);
		child.once("message", (message) => {
			child.off("exit", ended);
			resolve(FromClients.parse(message));
		});
	});
}
