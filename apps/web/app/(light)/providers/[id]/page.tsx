import { ProviderId } from "@tabgrid/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccountView } from "@/features/providers/AccountView";
import { providerStrings } from "@/strings/providers";

export const metadata: Metadata = { title: providerStrings.title };

export default async function ProviderPage({ params }: { params: Promise<{ id: string }> }) {
	const id = ProviderId.safeParse((await params).id.toLowerCase());
	if (!id.success) notFound();
	return <AccountView providerId={id.data} />;
}
