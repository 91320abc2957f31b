import { create, toBinary } from "@bufbuild/protobuf";
import {
	type GraphProto,
	ModelProtoSchema,
	NodeProtoSchema,
	StringStringEntryProtoSchema,
	ValueInfoProtoSchema,
} from "onnx-buf";
import { z } from "zod";
import { modelLimits } from "../modelCheck/modelLimits.ts";
import { parseModel } from "../modelCheck/parseModel.ts";
import { valueInfoOf } from "../onnx/buildModel.ts";
import { describeGraph, type GraphInfo, type GraphValue } from "../onnx/readGraph.ts";
import { beforeSaturation } from "./beforeSaturation.ts";
import { GraphScope } from "./GraphScope.ts";
import { innerActivation } from "./innerActivation.ts";
import { evidenceKey, evidencePrefix, isEvidence } from "./names.ts";
import { castNode, IfOutlets } from "./throughIf.ts";
import { denseWidth } from "./weightSizes.ts";

/** An output that {@link addEvidence} added. */
export const EvidenceOutput = z.object({
	/** The graph output: begins with {@link evidencePrefix}. */
	name: z.string(),
	/** The model's output that it stands behind. */
	of: z.string(),
	/** The saturating operator that it stands before; null for an inner activation of a small output. */
	before: z.string().nullable(),
});
export type EvidenceOutput = z.infer<typeof EvidenceOutput>;

/** A model with its evidence. */
export interface ModelWithEvidence {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** Empty where no output saturates or is small: then the bytes are those that were given. */
	readonly evidence: readonly EvidenceOutput[];
}

/** A row of fewer numbers than this may come out right, or near, by chance. */
const fewNumbers = 8;
/** Evidence of one model at most. */
const mostEvidence = 32;

/**
 * Rewrites a model so that what its answers hide is an output too: the tensor before each saturating
 * operator that an output ends in, and, where an output is but a few numbers, an inner activation.
 * What the model computed before it computes still, under the same names. Equal bytes give equal bytes,
 * and a model that was rewritten before comes back as it is.
 * @throws TabgridError BAD_MODEL when the bytes are no model; what `checkModel` refuses else it refuses
 * after as before.
 */
export function addEvidence(bytes: Uint8Array<ArrayBuffer>): ModelWithEvidence {
	const model = parseModel(bytes);
	const info = describeGraph(model);
	const { graph } = model;
	const there = readEntry(model.metadataProps);
	if (
		there !== undefined ||
		graph === undefined ||
		info.outputs.some(({ name }) => isEvidence(name))
	)
		return { bytes, evidence: there ?? [] };
	const evidence = rewrite(graph, info);
	if (evidence.length === 0) return { bytes, evidence };
	model.metadataProps.push(
		create(StringStringEntryProtoSchema, { key: evidenceKey, value: JSON.stringify(evidence) }),
	);
	return { bytes: new Uint8Array(toBinary(ModelProtoSchema, model)), evidence };
}

/** The evidence that a model was rewritten to give; none for a model that wasn't. */
export function readEvidence(bytes: Uint8Array): readonly EvidenceOutput[] {
	return readEntry(parseModel(bytes).metadataProps) ?? [];
}

function readEntry(
	entries: readonly { readonly key: string; readonly value: string }[],
): EvidenceOutput[] | undefined {
	const text = entries.find(({ key }) => key === evidenceKey)?.value;
	if (text === undefined) return undefined;
	try {
		return z.array(EvidenceOutput).parse(JSON.parse(text));
	} catch {
		return []; // somebody else's entry, by that name
	}
}

function rewrite(graph: GraphProto, info: GraphInfo): EvidenceOutput[] {
	const scope = new GraphScope(graph);
	const outlets = new IfOutlets();
	const shown = new Set<string>();
	const evidence: EvidenceOutput[] = [];
	const show = (output: GraphValue, value: string, before: string | null) => {
		if (shown.has(value) || evidence.length >= mostEvidence) return;
		shown.add(value);
		const place = evidence.filter(
			(one) => one.of === output.name && (one.before === null) === (before === null),
		).length;
		const name = nameOf(output.name, before === null ? "inner" : "before", place, evidence.length);
		const dtype = output.dtype === "float16" ? "float16" : "float32";
		graph.node.push(create(NodeProtoSchema, castNode(value, name, dtype)));
		graph.output.push(create(ValueInfoProtoSchema, valueInfoOf({ name, dtype, dims: undefined })));
		evidence.push({ name, of: output.name, before });
	};
	for (const output of info.outputs) {
		const saturated = beforeSaturation(scope, output.name, outlets);
		for (const { value, operator } of saturated) show(output, value, operator);
		const behind = saturated.length > 0 ? saturated.map(({ value }) => value) : [output.name];
		for (const value of behind) {
			if (!isSmall(scope, value, output)) continue;
			const inner = innerActivation(scope, value, outlets);
			if (inner !== undefined) show(output, inner, null);
		}
	}
	return evidence;
}

/** Whether a row of what stands behind an output is but a few numbers, as far as the model tells. */
function isSmall(scope: GraphScope, value: string, output: GraphValue): boolean {
	const width = denseWidth(scope, value) ?? declaredWidth(output);
	return width !== undefined && width < fewNumbers;
}

/** Numbers in a row of an output as it is declared; undefined when that isn't told. */
function declaredWidth({ dims }: GraphValue): number | undefined {
	if (dims === undefined) return undefined;
	let width = 1;
	for (const dim of dims.slice(1)) {
		if (typeof dim !== "number") return undefined;
		width *= dim;
	}
	return width;
}

/** Readable where it may be as long, and unlike any other. */
function nameOf(output: string, kind: string, place: number, count: number): string {
	const name = `${evidencePrefix}${kind}/${output}${place === 0 ? "" : `/${place + 1}`}`;
	return name.length <= modelLimits.nameLength ? name : `${evidencePrefix}${kind}/${count}`;
}
