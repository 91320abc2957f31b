import type { AnyKernel } from "@tabgrid/kernels";
import { z } from "zod";
import { kernelPageStrings as strings } from "@/strings/kernels";

/** A parameter of a kernel, in words. */
export interface ParamDescription {
	readonly name: string;
	/** What it may be: `16 to 2,048`. */
	readonly range: string;
	/** Its value when nothing is said; null where it must be given. */
	readonly usual: string | null;
}

/** The part of a JSON Schema that is shown. */
const Property = z.object({
	type: z.string().optional(),
	enum: z.array(z.string()).optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	exclusiveMinimum: z.number().optional(),
	multipleOf: z.number().optional(),
	default: z.union([z.number(), z.string()]).optional(),
});
const Shape = z.object({ properties: z.record(z.string(), Property).default({}) });

const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 6 });

/** A kernel's parameters, read from the schema that checks them; none where it has no numbers. */
export function describeParams(kernel: AnyKernel): ParamDescription[] {
	const shape = Shape.safeParse(z.toJSONSchema(kernel.params, { io: "input" }));
	if (!shape.success) return [];
	return Object.entries(shape.data.properties).map(([name, property]) => ({
		name,
		range: rangeOf(property),
		usual: property.default === undefined ? null : String(property.default),
	}));
}

function rangeOf(property: z.infer<typeof Property>): string {
	if (property.enum) return property.enum.join(strings.or);
	const { minimum, exclusiveMinimum, maximum, multipleOf, type } = property;
	const from = minimum ?? exclusiveMinimum;
	const step = multipleOf ? strings.stepsOf(number(multipleOf)) : "";
	if (from === undefined || maximum === undefined)
		return type === "string" ? strings.text : strings.any;
	return `${exclusiveMinimum === undefined ? "" : strings.moreThan}${number(from)}${strings.to}${number(maximum)}${step}`;
}
