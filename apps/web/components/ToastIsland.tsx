"use client";
import { type ComponentType, useEffect, useState } from "react";
import { insist } from "@/lib/insist";
import { whenIdle } from "@/lib/whenIdle";

/** Brings what shows toasts once the page rests, so that it is there before anything can go wrong. */
export function ToastIsland() {
	const [Toaster, setToaster] = useState<ComponentType | null>(null);
	useEffect(
		() =>
			whenIdle(
				() =>
					void insist(() => import("./Toaster")).then((loaded) => setToaster(() => loaded.Toaster)),
			),
		[],
	);
	return Toaster && <Toaster />;
}
