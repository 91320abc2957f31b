import { ChevronUp, Pause, Play } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "@/components/Button";
import { Money } from "@/components/Money";
import { cn } from "@/lib/classNames";
import { provideStrings } from "@/strings/provide";
import { DockLight } from "./DockLight";
import { describeProvider } from "./describeProvider";
import { holdWayOut } from "./holdWayOut";
import { usePending } from "./usePending";
import { type ProviderState, useProvider } from "./useProvider";

const text = provideStrings.dock;

/** The compact row: a light, one sentence, two figures, pause, more. */
export function DockBar({
	state,
	open,
	panelId,
	toggle,
	onToggle,
}: {
	state: ProviderState | null;
	open: boolean;
	panelId: string;
	toggle: RefObject<HTMLButtonElement | null>;
	onToggle: () => void;
}) {
	const { pause, resume, choose } = useProvider();
	const [pending, run] = usePending();
	const paused = state?.paused === true;
	const hold = paused ? null : state?.hold;
	const act = hold ? () => choose(holdWayOut[hold.reason]) : paused ? resume : pause;
	const stands = paused || Boolean(hold);
	return (
		<div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-3 sm:gap-3 sm:px-6">
			<DockLight phase={state?.workingPhase ?? "starting"} />
			<p
				className="line-clamp-2 min-w-0 flex-1 text-[0.8125rem] leading-snug sm:line-clamp-1 sm:text-sm"
				data-testid="provider-headline"
				title={describeProvider(state)}
			>
				{describeProvider(state)}
			</p>
			<dl className="hidden items-center gap-4 text-[0.8125rem] sm:flex">
				<div className="flex gap-1.5">
					<dt className="text-ink-3">{text.done}</dt>
					<dd className="tabular font-medium">{state?.counts.accepted ?? 0}</dd>
				</div>
				<div className="flex gap-1.5">
					<dt className="text-ink-3">{text.earned}</dt>
					<dd className="font-medium">
						{state?.summary ? (
							<Money amount={state.summary.earned} />
						) : (
							provideStrings.figures.unknown
						)}
					</dd>
				</div>
			</dl>
			<Button
				variant={stands ? "primary" : "secondary"}
				size="sm"
				disabled={state === null}
				busy={pending}
				data-testid={hold ? "provider-anyway" : paused ? "provider-resume" : "provider-pause"}
				onClick={() => run(act)}
			>
				{pending ? null : stands ? <Play aria-hidden /> : <Pause aria-hidden />}
				{hold ? text.anyway : paused ? text.provide : text.pause}
			</Button>
			<Button
				variant="quiet"
				size="icon"
				className="size-8"
				ref={toggle}
				aria-expanded={open}
				aria-controls={panelId}
				aria-label={open ? text.hide : text.show}
				data-testid="provider-expand"
				onClick={onToggle}
			>
				<ChevronUp aria-hidden className={cn("transition-transform", open && "rotate-180")} />
			</Button>
		</div>
	);
}
