"use client";
import { Button } from "@/components/Button";
import { jobStrings } from "@/strings/jobs";

/** Opens a shard by its number. */
export function OpenShard({ total, onOpen }: { total: number; onOpen: (index: number) => void }) {
	return (
		<form
			className="flex items-center gap-2"
			action={(data) => {
				const index = Number(data.get("shard"));
				if (Number.isInteger(index) && index >= 0 && index < total) onOpen(index);
			}}
		>
			<label htmlFor="shard-number" className="text-[0.8125rem] text-ink-3">
				{jobStrings.shards.openLabel}
			</label>
			<input
				id="shard-number"
				name="shard"
				type="number"
				min={0}
				max={total - 1}
				defaultValue={0}
				data-testid="shard-number"
				className="h-8 w-20 rounded-md border border-line-strong bg-surface px-2 text-sm"
			/>
			<Button type="submit" size="sm" variant="secondary" data-testid="open-shard">
				{jobStrings.shards.open}
			</Button>
		</form>
	);
}
