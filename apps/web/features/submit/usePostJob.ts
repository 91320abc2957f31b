"use client";
import { jobEscrowAbi } from "@tabgrid/contracts";
import { Address, type JobId, type JobSpec, jobIdOf, TabgridError } from "@tabgrid/protocol";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { encodeFunctionData, type Hex } from "viem";
import { useAccount, useConfig } from "wagmi";
import { getBlock, getPublicClient } from "wagmi/actions";
import { signPermit } from "@/features/wallet/signPermit";
import { useEscrowTransaction } from "@/features/wallet/useEscrowTransaction";
import { explainWalletError } from "@/lib/explainWalletError";
import { useGridConfig, useMatcher } from "@/lib/matcher/useMatcher";
import { buildSpec, makeNonce } from "./buildSpec";
import { checkReply } from "./checkReply";
import { hasArrived } from "./posting/hasArrived";
import { forgetPosting, keepPosting, keptSpecOf } from "./posting/keptPostings";
import type { JobTerms } from "./settings";
import type { Upload } from "./upload/useUpload";
import type { PlanSummary } from "./worker/plannerMessages";

/** What posting is busy with, in the order in which it happens. */
export const postSteps = ["upload", "register", "sign", "confirm", "wait"] as const;
export type PostStep = (typeof postSteps)[number];

/** A spec is used again for this long when posting is tried again, in ms. */
const specLifetime = 5 * 60_000;
/** A kept spec has this much time left beyond the least deadline, in seconds. */
const spareSeconds = 60;

/**
 * Posts a job: uploads what the matcher lacks, registers the draft, asks for one signature and one
 * transaction. Trying again, after a refusal or in another tab, uploads nothing twice and keeps the same
 * job id, which the escrow takes only once; a job that it has already is not paid for again.
 */
export function usePostJob(upload: Upload) {
	const config = useConfig();
	const { address } = useAccount();
	const grid = useGridConfig().data;
	const matcher = useMatcher();
	const send = useEscrowTransaction();
	const [step, setStep] = useState<PostStep>("upload");
	const last = useRef<{ key: string; madeAt: number; spec: JobSpec }>(undefined);

	const mutation = useMutation({
		mutationFn: async (job: { plan: PlanSummary; terms: JobTerms }): Promise<JobId> => {
			if (!grid) throw new TabgridError("UNAVAILABLE", "The matcher does not answer.");
			if (!address) throw new TabgridError("UNAUTHENTICATED", "Connect a wallet first.");
			const client = Address.parse(address);
			setStep("upload");
			await upload.start();

			setStep("register");
			const spec = await specFor(client, job.plan, job.terms);
			const chain = getPublicClient(config, { chainId: grid.chainId });
			if (chain && (await hasArrived(chain, spec, () => setStep("wait")))) {
				forgetPosting(spec);
				return jobIdOf(spec);
			}
			const reply = await matcher.createJob(spec);
			checkReply(spec, grid, reply);
			const terms = {
				specHash: `0x${reply.specHash.slice(2)}`,
				operator: reply.terms.operator,
				deadline: BigInt(reply.terms.deadline),
				shards: reply.terms.shards,
				pricePerReplica: BigInt(reply.terms.pricePerReplica),
				budget: BigInt(reply.terms.budget),
			} as const;

			setStep("sign");
			const permit = await signPermit(config, {
				chainId: grid.chainId,
				token: grid.token.address,
				owner: client,
				spender: grid.escrow,
				value: terms.budget,
			});
			setStep("confirm");
			await payFor(
				spec,
				encodeFunctionData({
					abi: jobEscrowAbi,
					functionName: "postWithPermit",
					args: [terms, permit.deadline, permit.v, permit.r, permit.s],
				}),
			);
			return reply.jobId;
		},
	});

	/** Sends the payment, kept for the case that this page goes before the chain has taken it. */
	async function payFor(spec: JobSpec, data: Hex): Promise<void> {
		try {
			await send(data, (now) => {
				keepPosting({ spec, hash: now.step === "sent" ? now.hash : null });
				setStep(now.step === "sent" ? "wait" : "confirm");
			});
			forgetPosting(spec);
		} catch (error) {
			if (explainWalletError(error).kind === "rejected") forgetPosting(spec);
			throw error;
		}
	}

	async function specFor(client: Address, plan: PlanSummary, terms: JobTerms): Promise<JobSpec> {
		if (!grid) throw new TabgridError("UNAVAILABLE", "The matcher does not answer.");
		const key = JSON.stringify([grid, client, plan, { ...terms, price: terms.price.toString() }]);
		const known = last.current;
		if (known?.key === key && Date.now() - known.madeAt < specLifetime) return known.spec;
		const block = await getBlock(config, { chainId: grid.chainId });
		const now = Math.max(Date.now() / 1_000, Number(block.timestamp));
		const fresh = buildSpec({ grid, client, plan, terms, nonce: makeNonce(), now });
		const spec = keptSpecOf(fresh, now + grid.minDeadlineSeconds + spareSeconds) ?? fresh;
		last.current = { key, madeAt: Date.now(), spec };
		return spec;
	}

	return { ...mutation, step };
}
