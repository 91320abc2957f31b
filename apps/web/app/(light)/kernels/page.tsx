import type { Metadata } from "next";
import { KernelList } from "@/features/kernels/KernelList";
import { kernelPageStrings } from "@/strings/kernels";

export const metadata: Metadata = {
	title: kernelPageStrings.title,
	description: kernelPageStrings.lead,
};

export default function KernelsPage() {
	return <KernelList />;
}
