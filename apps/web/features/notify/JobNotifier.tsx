"use client";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { whenIdle } from "@/lib/whenIdle";

const AwaitJobs = dynamic(() => import("./AwaitJobs").then((module) => module.AwaitJobs), {
	ssr: false,
});

/** Tells of awaited jobs on every page of the site, hidden or not; its code comes when the page rests. */
export function JobNotifier() {
	const [rested, setRested] = useState(false);
	useEffect(() => whenIdle(() => setRested(true)), []);
	return rested ? <AwaitJobs /> : null;
}
