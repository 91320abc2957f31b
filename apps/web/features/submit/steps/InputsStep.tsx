"use client";
import type { Dispatch } from "react";
import { toast } from "@/components/Toast";
import { submitStrings } from "@/strings/submit";
import type { Draft, DraftAction } from "../draft";
import { paramFormOf } from "../params/paramForms";
import type { PlanState } from "../usePlan";
import { FilesStep } from "./FilesStep";
import { ParamsStep } from "./ParamsStep";

/** Takes what the kernel works on, numbers or files. What is taken away can be brought back. */
export function InputsStep({
	kernel,
	draft,
	plan,
	change,
}: {
	kernel: string;
	draft: Draft;
	plan: PlanState;
	change: Dispatch<DraftAction>;
}) {
	const form = paramFormOf(kernel);
	if (form && !form.withFiles)
		return (
			<ParamsStep
				form={form}
				values={draft.params}
				plan={plan}
				onChange={(params) => change({ kind: "params", change: params })}
			/>
		);
	const undoable = (what: string, action: DraftAction, undo: DraftAction) => {
		change(action);
		toast.offer(what, {
			label: submitStrings.undo,
			onPress: () => change(undo),
			testId: "undo-remove",
		});
	};
	return (
		<FilesStep
			kernel={kernel}
			files={draft.files}
			lost={draft.lost}
			source={draft.source}
			plan={plan}
			params={draft.params}
			onParams={(params) => change({ kind: "params", change: params })}
			onAdd={(files) => change({ kind: "files", files })}
			onRemove={(name) => {
				const files = draft.files.filter((file) => file.name === name);
				undoable(
					submitStrings.files.removed(name),
					{ kind: "removeFile", name },
					{ kind: "files", files },
				);
			}}
			onOwnFiles={() =>
				undoable(submitStrings.files.ownFilesDone, { kind: "ownFiles" }, { kind: "restore", draft })
			}
		/>
	);
}
