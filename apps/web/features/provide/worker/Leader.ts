import { kernels } from "@tabgrid/kernels";
import type { Hold, Provider } from "@tabgrid/kernels/runner";
import type { KernelId, ProviderSummary } from "@tabgrid/protocol";
import { Choices } from "../choices/choices";
import { decideHold } from "../choices/decideHold";
import type { Beginning, Command, PageFacts, TabSnapshot } from "../messages";
import type { DonationBook } from "./donationBook";
import { makeProvider } from "./makeProvider";
import { anyTabVisible } from "./visibleTabs";
import { watchUse } from "./watchUse";

const catalogue = kernels.map(({ id, title }) => ({ id, title }));
/** Clocks and other tabs are looked at this often, in ms: limits, ends of rests, midnight. */
const lookMs = 1_000;

/** The provider of the tab that leads, kept within the person's choices. */
export class Leader {
	readonly #book: DonationBook;
	readonly #provider: Provider;
	#choices: Choices;
	#facts: PageFacts;
	#hold: Hold | null;
	#use: ReturnType<typeof watchUse> | undefined;
	/** Whether any tab of the site was on screen when last looked. */
	#visible: boolean;

	private constructor(
		beginning: Beginning,
		book: DonationBook,
		rest: { hold: Hold | null; visible: boolean; recent: readonly number[]; changed: () => void },
	) {
		const { matcherUrl, settings, choices, facts } = beginning;
		this.#book = book;
		this.#choices = choices;
		this.#facts = facts;
		this.#hold = rest.hold;
		this.#visible = rest.visible;
		this.#provider = makeProvider({
			matcherUrl,
			settings,
			hold: rest.hold,
			kernels: accepted(choices),
			recent: rest.recent,
			onChange: () => {
				this.#look();
				rest.changed();
			},
		});
	}

	/**
	 * Decides before anything is fetched or measured, and then starts.
	 * @param recent - what another tab of this browser counted until it closed.
	 */
	static async start(
		beginning: Beginning,
		book: DonationBook,
		{ recent, changed }: { recent: readonly number[]; changed: () => void },
	): Promise<Leader> {
		const { choices, facts } = beginning;
		const visible = await anyTabVisible();
		const hold = decideHold(choices, gather(choices, { ...facts, visible }, book, "active"));
		const leader = new Leader(beginning, book, { hold, visible, recent, changed });
		leader.#watchUse();
		setInterval(() => void leader.look(), lookMs);
		void leader.#provider.start();
		return leader;
	}

	/** Looks at the other tabs too, and stops or goes on. */
	async look(): Promise<void> {
		this.#visible = await anyTabVisible();
		this.#look();
	}

	/** Decides at once, before another shard begins. */
	#look(): void {
		this.#book.note(this.#provider.snapshot());
		const facts = { ...this.#facts, visible: this.#visible };
		const use = this.#use?.use ?? "unknown";
		const hold = decideHold(this.#choices, gather(this.#choices, facts, this.#book, use));
		if (hold?.reason === this.#hold?.reason && hold?.until === this.#hold?.until) return;
		this.#hold = hold;
		void this.#provider.hold(hold);
	}

	see(facts: PageFacts): void {
		this.#facts = facts;
		void this.look();
	}

	/** @returns the provider's totals for `link`, null for all else. @throws TabgridError */
	async obey(command: Command): Promise<ProviderSummary | null> {
		const provider = this.#provider;
		if (command.type === "link") return provider.link(command.message);
		if (command.type === "pause") await provider.pause();
		else if (command.type === "resume") void provider.resume();
		else if (command.type === "setIntensity") provider.setIntensity(command.intensity);
		else if (command.type === "setBackend") void provider.setBackend(command.backend);
		else if (command.type === "reconnect") provider.reconnect();
		else await this.#choose(Choices.parse({ ...this.#choices, ...command.choices }));
		return null;
	}

	snapshot(): TabSnapshot {
		return {
			...this.#provider.snapshot(),
			choices: this.#choices,
			donated: this.#book.donated,
			catalogue,
		};
	}

	async #choose(choices: Choices): Promise<void> {
		const before = this.#choices;
		this.#choices = choices;
		if (before.onlyIdle !== choices.onlyIdle) this.#watchUse();
		this.#look();
		if (String(before.declinedKernels) !== String(choices.declinedKernels))
			await this.#provider.setKernels(accepted(choices));
	}

	#watchUse(): void {
		this.#use?.end();
		this.#use = this.#choices.onlyIdle ? watchUse(() => this.#look()) : undefined;
	}
}

const accepted = ({ declinedKernels }: Choices): KernelId[] =>
	catalogue.map(({ id }) => id).filter((id) => !declinedKernels.includes(id));

function gather(
	choices: Choices,
	{ charging, visible }: PageFacts,
	book: DonationBook,
	use: ReturnType<typeof watchUse>["use"],
) {
	return {
		now: Date.now(),
		charging,
		visible,
		use,
		today: book.donated.today,
		kernels: accepted(choices).length,
	};
}
