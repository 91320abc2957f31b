import { kernels } from "@tabgrid/kernels";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { KernelPage } from "@/features/kernels/KernelPage";

interface Props {
	readonly params: Promise<{ name: string }>;
}

const named = async ({ params }: Props) => {
	const { name } = await params;
	const kernel = kernels.find(({ id }) => id === name);
	if (kernel === undefined) notFound();
	return kernel;
};

export async function generateMetadata(props: Props): Promise<Metadata> {
	const { title, summary } = await named(props);
	return { title, description: summary };
}

export default async function KernelNamePage(props: Props) {
	return <KernelPage kernel={await named(props)} />;
}
