// Shows a page of its own when a page can't be fetched, and brings the site to the front when one of its
// notifications is pressed. It touches nothing else: scripts, models and requests to the matcher go where
// they would without it, and no answer of the network is kept.
const cacheName = "tabgrid-offline-1";
const page = "/offline/page.html";
const parts = [page, "/offline/page.css", "/offline/page.js", "/icon.svg"];

self.addEventListener("install", (event) => {
	const keep = async () => {
		const cache = await caches.open(cacheName);
		await cache.addAll(parts.map((part) => new Request(part, { cache: "reload" })));
		await self.skipWaiting();
	};
	event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
	const tidy = async () => {
		const names = await caches.keys();
		const old = names.filter((name) => name.startsWith("tabgrid-offline-") && name !== cacheName);
		await Promise.all(old.map((name) => caches.delete(name)));
		await self.clients.claim();
	};
	event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
	const { pathname, origin } = new URL(event.request.url);
	if (event.request.mode === "navigate") event.respondWith(visit(event.request));
	else if (origin === self.location.origin && parts.includes(pathname))
		event.respondWith(part(event.request));
});

async function visit(request) {
	try {
		return await fetch(request);
	} catch {
		const cache = await caches.open(cacheName);
		return (await cache.match(page)) ?? Response.error();
	}
}

/** What the offline page is made of: from the network, else as it was. */
async function part(request) {
	try {
		return await fetch(request);
	} catch {
		const cache = await caches.open(cacheName);
		return (await cache.match(new URL(request.url).pathname)) ?? Response.error();
	}
}

self.addEventListener("notificationclick", (event) => {
	event.notification.close();
	const path = event.notification.data?.path;
	if (typeof path === "string" && /^\/(?!\/)/.test(path)) event.waitUntil(open(path));
});

/** Shows a page of the site in a tab that is open already, which need not load anything anew, or in a new one. */
async function open(path) {
	const [tab] = await self.clients.matchAll({ type: "window" });
	if (tab === undefined) return self.clients.openWindow(path);
	tab.postMessage({ kind: "open", path });
	// A browser may refuse to bring it to the front; the page is there when the person comes.
	return tab.focus().catch(() => tab);
}
