/** Whether this browser can show notifications at all. */
export function canNotify(): boolean {
	return typeof Notification === "function";
}

/**
 * Shows a notification, replacing one of the same tag (other tabs tell of the same thing). A press
 * brings the site to the front, at `path`. Browsers of phones show them through a service worker only,
 * which then hears of the press (public/service-worker.js).
 */
export async function showNotification(
	title: string,
	{ body, tag, path, onOpen }: { body: string; tag: string; path: string; onOpen: () => void },
): Promise<void> {
	if (!canNotify() || Notification.permission !== "granted") return;
	const options = { body, tag, icon: "/icon.svg", data: { path } };
	try {
		const notification = new Notification(title, options);
		notification.onclick = () => {
			window.focus();
			notification.close();
			onOpen();
		};
	} catch {
		const worker = await navigator.serviceWorker?.getRegistration();
		await worker?.showNotification(title, options);
	}
}
