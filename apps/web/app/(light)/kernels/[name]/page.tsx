import { kernels } from "@tabgrid/kernels";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { KernelPage } from "@/features/kernels/KernelPage";

interface Props {
	readonly params: Promise<{ name: string }>;
}

const named = async ({ params }: Props) => {
	const { name } = await params;
	return kernels.find(({ id }) => id === name);
};

export async function generateMetadata(props: Props): Promise<Metadata> {
	const kernel = await named(props);
	return kernel ? { title: kernel.title, description: kernel.summary } : {};
}

export default async function KernelNamePage(props: Props) {
	const kernel = await named(props);
	if (kernel === undefined) notFound();
	return <KernelPage kernel={kernel} />;
}
