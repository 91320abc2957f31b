import { JobId } from "@tabgrid/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConnectionLine } from "@/features/connection/ConnectionLine";
import { LinePlace } from "@/features/connection/FloatingLine";
import { JobView } from "@/features/jobs/JobView";
import { readJob } from "@/lib/matcher/readJob";
import { jobStrings } from "@/strings/jobs";

interface Address {
	readonly params: Promise<{ id: string }>;
}

async function jobIdOf({ params }: Address): Promise<JobId> {
	const id = JobId.safeParse((await params).id.toLowerCase());
	if (!id.success) notFound();
	return id.data;
}

export async function generateMetadata(address: Address): Promise<Metadata> {
	const job = await readJob(await jobIdOf(address));
	return { title: job?.title ?? jobStrings.view.title };
}

export default async function JobPage(address: Address) {
	const jobId = await jobIdOf(address);
	const first = await readJob(jobId);
	return (
		<>
			<LinePlace>
				<ConnectionLine />
			</LinePlace>
			<JobView jobId={jobId} {...(first ? { first } : {})} />
		</>
	);
}
