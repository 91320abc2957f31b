import { setTimeout as pause } from "node:timers/promises";
import { type Service, type ServiceOptions, startService } from "./service.ts";

/** A service that is started again when it ends unasked. */
export interface SupervisedService {
	readonly pid: number;
	/** SIGKILL, and no new start until `restart`. */
	kill(): Promise<void>;
	/** Starts it again after `kill`, or stops and starts it. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

/** Waits between two starts of a service that keeps ending, in ms; the last one repeats. */
const waits = [200, 1_000, 5_000];

/**
 * Starts a service and keeps it running. The first start must succeed.
 * @param onRestart hears a sentence whenever the service ended and is started again.
 */
export async function superviseService(
	options: ServiceOptions,
	onRestart: (sentence: string) => void,
): Promise<SupervisedService> {
	let service: Service = await startService(options);
	let wanted = true;
	let watching = watch();

	async function watch(): Promise<void> {
		const how = await service.exited;
		for (let attempt = 0; wanted; attempt++) {
			onRestart(`${options.name} ended ${how} and is started again.`);
			await pause(waits[Math.min(attempt, waits.length - 1)]);
			if (!wanted) return;
			const next = await startService(options).catch((error: Error) => onRestart(error.message));
			if (!next) continue;
			service = next;
			watching = watch();
			return;
		}
	}

	async function end(how: "kill" | "stop"): Promise<void> {
		wanted = false;
		await service[how]();
		await watching;
		await service[how](); // a start that was under way has finished by now
	}

	return {
		get pid() {
			return service.pid;
		},
		kill: () => end("kill"),
		stop: () => end("stop"),
		async restart() {
			await end("stop");
			service = await startService(options);
			wanted = true;
			watching = watch();
		},
	};
}
