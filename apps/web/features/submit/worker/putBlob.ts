import { ErrorBody, TabgridError } from "@tabgrid/protocol";

/**
 * PUTs one blob, telling how many of its bytes have left; `fetch` does not tell that.
 * @throws TabgridError with the matcher's own code, UNAVAILABLE when it cannot be reached, STOPPED
 * when `signal` ended it.
 */
export function putBlob(
	url: string,
	bytes: Uint8Array<ArrayBuffer>,
	onSent: (bytes: number) => void,
	signal: AbortSignal,
): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const stop = () => request.abort();
		const end = () => signal.removeEventListener("abort", stop);
		request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, bytes.byteLength));
		request.onload = () => {
			end();
			if (request.status >= 200 && request.status < 300) resolve();
			else reject(answerError(request));
		};
		request.onerror = () => {
			end();
			reject(
				new TabgridError(
					"UNAVAILABLE",
					`The matcher at ${new URL(url).origin} does not answer. Check your connection.`,
				),
			);
		};
		request.onabort = () => {
			end();
			reject(new TabgridError("STOPPED", "The upload was stopped."));
		};
		request.open("PUT", url);
		request.setRequestHeader("content-type", "application/octet-stream");
		if (signal.aborted) {
			reject(new TabgridError("STOPPED", "The upload was stopped."));
			return;
		}
		signal.addEventListener("abort", stop, { once: true });
		request.send(bytes);
	});
}

function answerError({ status, responseText }: XMLHttpRequest): TabgridError {
	try {
		const body = ErrorBody.safeParse(JSON.parse(responseText));
		if (body.success) return TabgridError.fromWire(body.data.error);
	} catch {
		// No JSON: a proxy answered, not the matcher.
	}
	return new TabgridError(
		status >= 500 ? "UNAVAILABLE" : "BAD_REQUEST",
		`The matcher answered ${status} without saying why.`,
	);
}
