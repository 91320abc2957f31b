"use client";
import type { JobId, ReceiptProblem } from "@tabgrid/protocol";
import { Button, ButtonLink } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page, PageHeader } from "@/components/Page";
import { QueryError } from "@/components/QueryError";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { jobStrings } from "@/strings/jobs";
import { receiptsText as text } from "@/strings/receipts";
import { AuditCard } from "./AuditCard";
import { ChainCard } from "./ChainCard";
import { OutputsCard } from "./OutputsCard";
import { ReceiptRows } from "./ReceiptRows";
import { RerunCard } from "./RerunCard";
import { useAnchor } from "./useAnchor";
import { type CheckState, useReceiptsCheck } from "./useReceiptsCheck";
import { VerdictCard } from "./VerdictCard";

const noJob = jobStrings.view;

/** A job's receipts, checked in the visitor's browser. */
export function ReceiptsView({ jobId, rpc }: { jobId: JobId; rpc: string | null }) {
	const config = useRuntimeConfig();
	const { state, send, again } = useReceiptsCheck(jobId);
	const rpcUrl = rpc ?? config.rpcUrl;
	const anchor = useAnchor(rpcUrl, state.header, state.report);
	const onChain = anchor.data?.problems ?? [];
	const deeper = [...(state.outputs?.problems ?? []), ...rerunProblems(state)];
	const problems = [...onChain, ...deeper, ...(state.report?.problems ?? [])];
	const problemCount = onChain.length + deeper.length + (state.report?.problemCount ?? 0);
	const stopped = state.failed?.stage === "check" ? state.failed.error : null;
	return (
		<Page>
			<PageHeader
				title={state.header ? `${text.title}: ${state.header.spec.title}` : text.title}
				actions={
					<>
						{stopped?.code === "NOT_FOUND" ? null : (
							<ButtonLink variant="secondary" href={`/jobs/${jobId}`}>
								{text.backToJob}
							</ButtonLink>
						)}
						{state.header ? (
							<a
								className="inline-flex h-10 items-center rounded-md border border-line bg-surface px-4 text-sm font-medium hover:border-line-strong hover:bg-sunken"
								href={`${config.matcherUrl}/jobs/${jobId}/receipts/file?compressed=true`}
								data-testid="download-receipts"
								download
							>
								{text.download}
							</a>
						) : null}
					</>
				}
			>
				{text.intro}
			</PageHeader>
			{stopped?.code === "CONFLICT" ? (
				<EmptyState
					title={text.notYetTitle}
					testId="receipts-not-yet"
					actions={<Button onClick={again}>{text.retry}</Button>}
				>
					{text.notYet}
				</EmptyState>
			) : stopped?.code === "NOT_FOUND" ? (
				<EmptyState
					title={noJob.missing}
					testId="receipts-no-job"
					actions={
						<ButtonLink href="/jobs" variant="secondary">
							{noJob.all}
						</ButtonLink>
					}
				>
					{noJob.missingWhy}
				</EmptyState>
			) : stopped ? (
				<QueryError error={stopped} what={text.what} retry={again} className="m-0" />
			) : (
				<div className="grid min-w-0 gap-4">
					<VerdictCard
						state={state}
						problems={problems}
						problemCount={problemCount}
						anchored={anchor.data?.problems.length === 0}
					/>
					<div className="grid items-start gap-4 lg:grid-cols-2">
						<div className="grid gap-4">
							<ChainCard
								rpcUrl={rpcUrl}
								own={rpc !== null}
								anchor={anchor}
								header={state.header}
								report={state.report}
							/>
							{state.header?.spec.policy.trust === undefined ? null : (
								<AuditCard report={state.report} audit={state.header.audit} />
							)}
						</div>
						<div className="grid gap-4">
							<RerunCard
								state={state}
								onStart={(count, backend) => send({ kind: "rerun", count, backend })}
								onStop={() => send({ kind: "stop" })}
							/>
							<OutputsCard state={state} onStart={(count) => send({ kind: "outputs", count })} />
						</div>
					</div>
					<ReceiptRows rows={state.rows} />
				</div>
			)}
		</Page>
	);
}

function rerunProblems({ rerun }: CheckState): ReceiptProblem[] {
	return (rerun?.outcomes ?? [])
		.filter(({ agree }) => !agree)
		.map(({ shardIndex, distance }) => ({
			code: "RERUN",
			shardIndex,
			message: text.rerun.wrong(distance),
		}));
}
