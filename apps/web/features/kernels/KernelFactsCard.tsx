import { type AnyKernel, builtinModels, kernelFacts } from "@tabgrid/kernels";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { FactList, FactRow } from "@/components/FactList";
import { formatBytes } from "@/lib/formatBytes";
import { kernelStrings, kernelPageStrings as strings, unknownKernel } from "@/strings/kernels";

/** A kernel's identity, model, formats and limits, from the catalogue. */
export function KernelFactsCard({ kernel }: { kernel: AnyKernel }) {
	const words = kernelStrings[kernel.id] ?? unknownKernel;
	const model = kernel.model.kind === "builtin" ? builtinModels[kernel.model.name] : null;
	const limits = Object.entries(kernelFacts[kernel.id]?.limits ?? {});
	return (
		<div className="grid grid-cols-1 gap-4">
			<Card>
				<CardHeader title={strings.facts} />
				<FactList>
					<FactRow name={strings.name}>
						{kernel.id} <span className="text-ink-3">{`v${kernel.version}`}</span>
					</FactRow>
					<FactRow name={strings.bring}>{words.bring}</FactRow>
					<FactRow name={strings.get}>{words.get}</FactRow>
				</FactList>
			</Card>
			<Card>
				<CardHeader title={strings.model} />
				{model ? (
					<FactList>
						<FactRow name={strings.modelName}>{model.title}</FactRow>
						<FactRow name={strings.size}>{formatBytes(model.bytes)}</FactRow>
						<FactRow name={strings.licence}>{model.licence}</FactRow>
						<FactRow name={strings.digest}>
							<Copyable value={model.digest} label={strings.digestOf} />
						</FactRow>
					</FactList>
				) : (
					<p className="px-4 py-3 text-sm text-ink-2 sm:px-5">{strings.yourModel}</p>
				)}
			</Card>
			{limits.length > 0 ? (
				<Card>
					<CardHeader title={strings.limits} />
					<FactList>
						{limits.map(([name, value]) => (
							<FactRow key={name} name={strings.limitNames[name] ?? name}>
								{name.endsWith("Bytes") ? formatBytes(value) : value.toLocaleString("en")}
							</FactRow>
						))}
					</FactList>
				</Card>
			) : null}
		</div>
	);
}
