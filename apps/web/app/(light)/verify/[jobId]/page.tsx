import { redirect } from "next/navigation";

/** Running shards again is a part of the receipts page. */
export default async function VerifyPage({ params }: { params: Promise<{ jobId: string }> }) {
	redirect(`/receipts/${encodeURIComponent((await params).jobId)}#rerun`);
}
