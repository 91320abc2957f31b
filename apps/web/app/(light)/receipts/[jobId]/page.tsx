import { JobId } from "@tabgrid/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReceiptsView } from "@/features/receipts/ReceiptsView";
import { rpcOf } from "@/lib/rpcOf";

export const metadata: Metadata = { title: "Receipts" };

export default async function ReceiptsPage({
	params,
	searchParams,
}: {
	params: Promise<{ jobId: string }>;
	searchParams: Promise<{ rpc?: string | string[] }>;
}) {
	const jobId = JobId.safeParse((await params).jobId.toLowerCase());
	if (!jobId.success) notFound();
	const { rpc } = await searchParams;
	return <ReceiptsView jobId={jobId.data} rpc={rpcOf(typeof rpc === "string" ? rpc : null)} />;
}
