import type { ReplicaId, TabgridError } from "@tabgrid/protocol";
import type { MatcherConnection } from "./connection.ts";
import type { Delivery } from "./delivery.ts";
import type { InputPrefetcher } from "./inputs.ts";
import type { HeldLease, LeaseBook } from "./leaseBook.ts";
import type { LoopAccount } from "./loopAccount.ts";
import { toTabgridError } from "./toTabgridError.ts";

export interface LeaseDeskParts {
	readonly book: LeaseBook;
	readonly inputs: InputPrefetcher;
	readonly delivery: Delivery;
	readonly connection: MatcherConnection;
	readonly account: LoopAccount;
	readonly onChange: () => void;
}

/** Where leases end before their time: dropped, given back to the matcher, or reported as failed. */
export class LeaseDesk {
	readonly #parts: LeaseDeskParts;

	constructor(parts: LeaseDeskParts) {
		this.#parts = parts;
	}

	/** Forgets leases with all that was fetched or made for them. */
	drop(replicaIds: readonly ReplicaId[]): void {
		const { book, inputs, delivery, onChange } = this.#parts;
		for (const replicaId of replicaIds) {
			book.drop(replicaId);
			inputs.drop(replicaId);
			delivery.drop(replicaId);
		}
		onChange();
	}

	/** Drops leases and tells the matcher, so that others get them at once. */
	async giveBack(leases: readonly HeldLease[]): Promise<void> {
		const { connection, account } = this.#parts;
		const replicaIds = leases.map(({ lease }) => lease.replicaId);
		this.drop(replicaIds);
		if (replicaIds.length === 0 || !connection.ready) return;
		try {
			await connection.release({ replicaIds });
		} catch (cause) {
			account.note(toTabgridError(cause, "INTERNAL"));
		}
	}

	/** Drops what could not be computed and tells the matcher why. */
	async fail({ lease: { replicaId } }: HeldLease, error: TabgridError): Promise<void> {
		const { connection, account } = this.#parts;
		account.noteFailure(error);
		this.drop([replicaId]);
		try {
			await connection.fail({ replicaId, error: error.toWire() });
		} catch (cause) {
			account.note(toTabgridError(cause, "INTERNAL")); // the lease's end tells the matcher then
		}
	}
}
