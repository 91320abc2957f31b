"use client";
import { nameProblem, type ProviderId } from "@tabgrid/protocol";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { TextField } from "@/components/Field";
import { providerStrings } from "@/strings/providers";
import { useChooseName } from "./useChooseName";

const { name: text } = providerStrings;

/** Where this browser's provider chooses the name that it is listed by, or takes it back. */
export function NameCard({ providerId, name }: { providerId: ProviderId; name: string | null }) {
	const [typed, setTyped] = useState<string>();
	const choose = useChooseName(providerId);
	const wanted = (typed ?? name ?? "").trim().normalize("NFC");
	const problem = typed === undefined || wanted === "" ? null : nameProblem(wanted);
	const unchanged = wanted === (name ?? "");
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (wanted !== "" && !unchanged && nameProblem(wanted) === null) choose.mutate(wanted);
	};
	const remove = () => {
		setTyped(undefined);
		choose.mutate(null);
	};
	return (
		<Card data-testid="name-card">
			<CardHeader title={text.title} hint={text.hint} />
			<form onSubmit={submit} className="space-y-4 px-4 py-4 sm:px-5">
				<TextField
					label={text.label}
					placeholder={text.placeholder}
					value={typed ?? name ?? ""}
					onValueChange={setTyped}
					maxLength={64}
					autoComplete="nickname"
					hint={text.rules}
					error={problem ?? undefined}
					testId="display-name"
				/>
				<div className="flex flex-wrap items-center gap-2">
					<Button
						type="submit"
						size="sm"
						busy={choose.isPending}
						disabled={wanted === "" || unchanged || problem !== null}
						data-testid="save-name"
					>
						{text.save}
					</Button>
					{name === null ? null : (
						<Button
							size="sm"
							variant="secondary"
							disabled={choose.isPending}
							data-testid="remove-name"
							onClick={remove}
						>
							{text.remove}
						</Button>
					)}
				</div>
				<p className="text-xs text-ink-3">{text.signed}</p>
			</form>
		</Card>
	);
}
