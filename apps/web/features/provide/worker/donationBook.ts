import type { ProviderSnapshot } from "@tabgrid/kernels/runner";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { addDonated, Donated, nothingDonated } from "../choices/donated";

interface Schema extends DBSchema {
	donated: { key: "all"; value: unknown };
}

/** Keeps the account of what this browser gave, over reloads; only the tab that leads writes it. */
export class DonationBook {
	readonly #database: IDBPDatabase<Schema> | undefined;
	#donated: Donated;
	/** What of the provider's session is in the account already. */
	#counted = { shards: 0, computeMs: 0 };
	#writing: Promise<unknown> | undefined;

	private constructor(database: IDBPDatabase<Schema> | undefined, donated: Donated) {
		this.#database = database;
		this.#donated = donated;
	}

	/** Opens the book; where the browser keeps nothing, an empty one that lasts as long as the tab. */
	static async open(): Promise<DonationBook> {
		try {
			const database = await openDB<Schema>("tabgrid.donated", 1, {
				upgrade: (fresh) => void fresh.createObjectStore("donated"),
			});
			const kept = Donated.safeParse(await database.get("donated", "all"));
			return new DonationBook(database, kept.data ?? nothingDonated(Date.now()));
		} catch {
			return new DonationBook(undefined, nothingDonated(Date.now()));
		}
	}

	/** Adds what the provider did since the last call. */
	note({ counts, computeMs }: Pick<ProviderSnapshot, "counts" | "computeMs">): void {
		const shards = counts.computed;
		const work = {
			shards: shards - this.#counted.shards,
			computeMs: computeMs - this.#counted.computeMs,
		};
		this.#counted = { shards, computeMs };
		this.#donated = addDonated(this.#donated, work, Date.now());
		if (work.shards > 0) this.#write();
	}

	/** As of now: a day that ended since the last work counts no more. */
	get donated(): Donated {
		return addDonated(this.#donated, { shards: 0, computeMs: 0 }, Date.now());
	}

	/** One write at a time; what came meanwhile is written after it. */
	#write(): void {
		if (this.#writing !== undefined || this.#database === undefined) return;
		const written = this.#donated;
		this.#writing = this.#database
			.put("donated", written, "all")
			.catch(() => {}) // a full disk: the account of this visit still counts
			.finally(() => {
				this.#writing = undefined;
				if (written !== this.#donated && written.total.shards !== this.#donated.total.shards)
					this.#write();
			});
	}
}
