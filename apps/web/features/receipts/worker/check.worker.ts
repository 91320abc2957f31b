import { toTabgridError } from "@tabgrid/kernels/runner";
import { type FromCheckWorker, ToCheckWorker } from "./messages";
import { ReceiptsBench } from "./ReceiptsBench";

const tell = (message: FromCheckWorker) => self.postMessage(message);
let bench: ReceiptsBench | undefined;

self.onmessage = async (event) => {
	const message = ToCheckWorker.parse(event.data);
	if (message.kind === "stop") {
		bench?.stop();
		return;
	}
	try {
		if (message.kind === "check") {
			bench = new ReceiptsBench(message.matcherUrl, message.jobId, tell);
			await bench.check();
		} else if (message.kind === "outputs") await bench?.checkOutputs(message.count);
		else await bench?.rerun(message.count, message.backend);
	} catch (error) {
		tell({
			kind: "failed",
			stage: message.kind,
			error: toTabgridError(error, "INTERNAL").toWire(),
		});
	}
};
