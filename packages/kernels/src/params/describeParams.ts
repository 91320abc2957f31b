import { z } from "zod";

/** A parameter of a kernel in words, read from the schema that checks it. */
export interface ParamDescription {
	readonly name: string;
	/** What it says, in a sentence; empty where the schema tells nothing. */
	readonly meaning: string;
	/** What it may be, to follow "is": `a whole number from 16 to 2,048`. */
	readonly allowed: string;
	/** Whether it is text, which JSON puts in quotes also where it holds a number. */
	readonly text: boolean;
	/** Its value when nothing is said; null where it must be given. */
	readonly usual: string | null;
}

/** The part of a JSON Schema that is told. */
const Property = z.object({
	type: z.string().optional(),
	enum: z.array(z.string()).optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	exclusiveMinimum: z.number().optional(),
	multipleOf: z.number().optional(),
	default: z.union([z.number(), z.string()]).optional(),
	description: z.string().default(""),
	/** What a text holds: the schema's own words, by `.meta({ holds })`. */
	holds: z.string().optional(),
});
const Shape = z.object({ properties: z.record(z.string(), Property).default({}) });

const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 6 });

/** A kernel's parameters in the schema's order; none where it takes none, or none that words can tell. */
export function describeParams(schema: z.ZodType): ParamDescription[] {
	const shape = Shape.safeParse(z.toJSONSchema(schema, { io: "input" }));
	if (!shape.success) return [];
	return Object.entries(shape.data.properties).map(([name, property]) => ({
		name,
		meaning: property.description,
		allowed: allowedOf(property),
		text: property.type === "string",
		usual: property.default === undefined ? null : String(property.default),
	}));
}

function allowedOf(property: z.infer<typeof Property>): string {
	const { type, holds, minimum, exclusiveMinimum, maximum, multipleOf } = property;
	if (holds !== undefined) return holds;
	if (property.enum) return property.enum.join(" or ");
	const kind = type === "integer" ? "a whole number" : type === "number" ? "a number" : "a text";
	const steps = multipleOf === undefined ? "" : ` in steps of ${number(multipleOf)}`;
	if (maximum === undefined) return kind;
	if (exclusiveMinimum !== undefined)
		return `${kind} above ${number(exclusiveMinimum)} and up to ${number(maximum)}${steps}`;
	if (minimum === undefined) return kind;
	return `${kind} from ${number(minimum)} to ${number(maximum)}${steps}`;
}
