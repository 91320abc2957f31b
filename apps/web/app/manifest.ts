import type { MetadataRoute } from "next";
import { appStrings } from "@/strings/app";

/** What an installed Tabgrid is called and looks like. */
export default function manifest(): MetadataRoute.Manifest {
	return {
		name: appStrings.name,
		short_name: appStrings.name,
		description: appStrings.description,
		id: "/",
		start_url: "/",
		display: "standalone",
		background_color: "#0d0f10",
		theme_color: "#0d0f10",
		categories: ["utilities", "productivity"],
		icons: [
			{ src: "/icons/192.png", sizes: "192x192", type: "image/png" },
			{ src: "/icons/512.png", sizes: "512x512", type: "image/png" },
			{ src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
			{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
		],
		shortcuts: [
			{ name: appStrings.donate, url: "/donate" },
			{ name: appStrings.newJob, url: "/jobs/new" },
		],
	};
}
