import { JobId } from "@tabgrid/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { JobView } from "@/features/jobs/JobView";

export const metadata: Metadata = { title: "Job" };

export default async function JobPage({ params }: { params: Promise<{ id: string }> }) {
	const id = JobId.safeParse((await params).id.toLowerCase());
	if (!id.success) notFound();
	return <JobView jobId={id.data} />;
}
