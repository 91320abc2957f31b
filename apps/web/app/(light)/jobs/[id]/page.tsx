import { JobId } from "@tabgrid/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConnectionLine } from "@/features/connection/ConnectionLine";
import { LinePlace } from "@/features/connection/FloatingLine";
import { JobView } from "@/features/jobs/JobView";

export const metadata: Metadata = { title: "Job" };

export default async function JobPage({ params }: { params: Promise<{ id: string }> }) {
	const id = JobId.safeParse((await params).id.toLowerCase());
	if (!id.success) notFound();
	return (
		<>
			<LinePlace>
				<ConnectionLine />
			</LinePlace>
			<JobView jobId={id.data} />
		</>
	);
}
