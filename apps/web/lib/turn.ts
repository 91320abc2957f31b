/**
 * Lets what waits, a press for one, come first. Not by a timer, which a hidden page gets once a minute at
 * worst.
 */
export function turn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
