import type { Metadata } from "next";
import { DonateView } from "@/features/donate/DonateView";
import { provideStrings } from "@/strings/provide";

export const metadata: Metadata = { title: provideStrings.donate.title };

export default function DonatePage() {
	return <DonateView />;
}
