import { Digest, KernelId } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { ComputeClient, type SpawnCompute } from "./computeClient.ts";
import type { ComputeRequest } from "./computeMessages.ts";

const run = {
	model: Digest.parse("a".repeat(64)),
	kernel: KernelId.parse("onnx-batch"),
	kernelVersion: 1,
	params: {},
	input: new Uint8Array(0),
};
const answer = { output: new Uint8Array(0), prepare: 0, run: 1, encode: 0 };

/** Workers that answer when the test says so. */
function workers() {
	const asked: ComputeRequest[][] = [];
	const ended: number[] = [];
	const answers: ((data: unknown) => void)[] = [];
	const spawn: SpawnCompute = (on) => {
		const place = asked.length;
		asked.push([]);
		answers.push(on.message);
		return {
			post: (message) => asked[place]?.push(message),
			terminate: () => ended.push(place),
		};
	};
	const reply = (place: number, message: number) => {
		const id = asked[place]?.[message]?.id;
		answers[place]?.({ id, ok: true, answer });
	};
	return { spawn, asked, ended, reply };
}

const codeOf = (promise: Promise<unknown>) =>
	promise.then(
		() => "none",
		(error: { code: string }) => error.code,
	);

describe("requests that wait behind another", () => {
	it("are in the worker's hands before it is done", async () => {
		const { spawn, asked, reply } = workers();
		const client = new ComputeClient(spawn);
		const first = client.request("run", run, { timeoutMs: 10_000 });
		const second = client.request("run", run, { timeoutMs: 10_000 });
		expect(asked[0]).toHaveLength(2);
		reply(0, 0);
		reply(0, 1);
		expect(await Promise.all([first, second])).toMatchObject([{ run: 1 }, { run: 1 }]);
	});

	it("can be tried again when the one that computes is aborted with its worker", async () => {
		const { spawn, asked, ended, reply } = workers();
		const client = new ComputeClient(spawn);
		const abort = new AbortController();
		const first = codeOf(client.request("run", run, { timeoutMs: 10_000, signal: abort.signal }));
		const second = codeOf(client.request("run", run, { timeoutMs: 10_000 }));
		abort.abort();
		expect(await Promise.all([first, second])).toEqual(["STOPPED", "CONFLICT"]);
		expect(ended).toEqual([0]);
		const again = client.request("run", run, { timeoutMs: 10_000 });
		expect(asked[1]).toHaveLength(1);
		reply(1, 0);
		expect(await again).toMatchObject({ run: 1 });
	});

	it("are given up without ending what computes", async () => {
		const { spawn, ended, reply } = workers();
		const client = new ComputeClient(spawn);
		const abort = new AbortController();
		const first = client.request("run", run, { timeoutMs: 10_000 });
		const second = codeOf(client.request("run", run, { timeoutMs: 10_000, signal: abort.signal }));
		abort.abort();
		expect(await second).toBe("STOPPED");
		reply(0, 0);
		expect(await first).toMatchObject({ run: 1 });
		const third = client.request("run", run, { timeoutMs: 10_000 });
		reply(0, 1); // the one given up, computed in vain
		reply(0, 2);
		expect(await third).toMatchObject({ run: 1 });
		expect(ended).toEqual([]);
	});

	it("aren't blamed for the time of the one before them", async () => {
		const { spawn } = workers();
		const client = new ComputeClient(spawn);
		const first = codeOf(client.request("run", run, { timeoutMs: 60 }));
		const second = codeOf(client.request("run", run, { timeoutMs: 20 }));
		expect(await Promise.all([first, second])).toEqual(["RUN_TIMEOUT", "STOPPED"]);
	});

	it("end the worker when one that nobody waits for doesn't end", async () => {
		const { spawn, ended, reply } = workers();
		const client = new ComputeClient(spawn);
		const first = client.request("run", run, { timeoutMs: 10_000 });
		const second = codeOf(client.request("run", run, { timeoutMs: 20 }));
		expect(await second).toBe("STOPPED");
		reply(0, 0);
		await first;
		const third = codeOf(client.request("run", run, { timeoutMs: 10_000 }));
		expect(await third).toBe("CONFLICT");
		expect(ended).toEqual([0]);
	});

	it("are all stopped when the worker's owner stops it", async () => {
		const { spawn } = workers();
		const client = new ComputeClient(spawn);
		const both = [0, 1].map(() => codeOf(client.request("run", run, { timeoutMs: 10_000 })));
		client.terminate();
		expect(await Promise.all(both)).toEqual(["STOPPED", "STOPPED"]);
	});
});
