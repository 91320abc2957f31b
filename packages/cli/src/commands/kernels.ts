import { Command } from "@commander-js/extra-typings";
import { kernelById } from "@tabgrid/kernels";
import { shared } from "../context.ts";
import { kernelFacts, kernelText } from "../kernelText.ts";
import { Output } from "../Output.ts";
import { plannedKernels } from "../submit/planFiles.ts";

/** `tabgrid kernels`: what can be submitted, and with which parameters. */
export function kernelsCommand() {
	return new Command("kernels")
		.description("Show the kernels, and what each parameter means, may be and usually is.")
		.argument("[kernel]", "only this one")
		.addOption(shared.json())
		.action((name, options) => {
			const shown =
				name === undefined ? plannedKernels.map((id) => kernelById(id)) : [kernelById(name)];
			const output = new Output(options.json === true);
			output.result(shown.map(kernelFacts), shown.map(kernelText).join("\n\n"));
		});
}
