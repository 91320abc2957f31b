/**
 * Chromium's switches for providers without a screen: WebGPU on the software adapter where there is
 * no other, nothing fetched for the browser itself, and no throttling of tabs that nobody looks at.
 */
export function chromiumArguments(): string[] {
	return [
		"--enable-unsafe-webgpu",
		"--use-webgpu-adapter=swiftshader",
		"--disable-quic",
		"--no-first-run",
		"--disable-background-networking",
		"--disable-component-update",
		"--disable-sync",
		"--disable-background-timer-throttling",
		"--disable-backgrounding-occluded-windows",
		"--disable-renderer-backgrounding",
		...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
	];
}
