import { z } from "zod";
import type { Route } from "../src/routes.ts";

/** What is read of a JSON Schema; the rest only narrows values that the SDK parses anyway. */
interface Schema {
	type?: string | string[] | undefined;
	properties?: Record<string, Schema> | undefined;
	required?: string[] | undefined;
	items?: Schema | undefined;
	anyOf?: Schema[] | undefined;
	oneOf?: Schema[] | undefined;
	$ref?: string | undefined;
}
const Schema: z.ZodType<Schema> = z.lazy(() =>
	z.object({
		type: z.union([z.string(), z.array(z.string())]).optional(),
		properties: z.record(z.string(), Schema).optional(),
		required: z.array(z.string()).optional(),
		items: z.union([Schema, z.literal(false).transform(() => ({}))]).optional(),
		anyOf: z.array(Schema).optional(),
		oneOf: z.array(Schema).optional(),
		$ref: z.string().optional(),
	}),
);

const Content = z.object({
	content: z.record(z.string(), z.object({ schema: Schema.optional() })).optional(),
});
const Operation = z.object({
	parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional(),
	requestBody: Content.optional(),
	responses: z.record(z.string(), Content),
});

/** The part of an OpenAPI 3.1 document that a client depends on. */
export const OpenApi = z.object({
	paths: z.record(z.string(), z.record(z.string(), z.unknown())),
	components: z.object({ schemas: z.record(z.string(), Schema).optional() }).optional(),
});
export type OpenApi = z.infer<typeof OpenApi>;

/** Where a call of the SDK isn't what the document describes, in sentences. */
export function problemsOf(route: Route, document: OpenApi): string[] {
	const item = document.paths[route.path];
	if (item === undefined) return [`${route.path} is not described.`];
	if (item[route.method] === undefined) return [`${route.path} has no ${route.method}.`];
	const operation = Operation.parse(item[route.method]);
	const has = (place: string, name: string) =>
		operation.parameters?.some((one) => one.in === place && one.name === name);
	const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
	const success = Object.entries(operation.responses).filter(([status]) => /^2/.test(status));
	return [
		...inPath.filter((name) => !has("path", name)).map((name) => `{${name}} is not described.`),
		...Object.keys(route.query?.shape ?? {})
			.filter((name) => !has("query", name))
			.map((name) => `?${name} is not described.`),
		...(route.body ? differences(route.body, operation.requestBody, "request", document) : []),
		...(success.length === 0 ? ["No success is described."] : []),
		...success.flatMap(([, response]) =>
			route.reply ? differences(route.reply, response, "reply", document) : [],
		),
	];
}

function differences(
	ours: z.ZodType,
	content: z.infer<typeof Content> | undefined,
	what: string,
	document: OpenApi,
): string[] {
	const theirs = content?.content?.["application/json"]?.schema;
	if (theirs === undefined) return [`No JSON ${what} is described.`];
	const json = z.toJSONSchema(ours, { io: "input", unrepresentable: "any" });
	const own = Schema.parse(json);
	const definitions = z
		.object({ $defs: z.record(z.string(), Schema).optional() })
		.parse(json).$defs;
	return compare(follow(own, definitions), follow(theirs, document.components?.schemas), what);

	function compare(a: Schema, b: Schema, at: string): string[] {
		const wanted = typesOf(a);
		const found = typesOf(b);
		if (wanted.length > 0 && found.length > 0 && String(wanted) !== String(found))
			return [`${at} is ${found}, not ${wanted}.`];
		return [
			...Object.entries(a.properties ?? {}).flatMap(([name, property]) => {
				const other = b.properties?.[name];
				if (other === undefined) return [`${at}.${name} is not described.`];
				return compare(
					follow(property, definitions),
					follow(other, document.components?.schemas),
					`${at}.${name}`,
				);
			}),
			...(a.required ?? [])
				.filter((name) => !b.required?.includes(name))
				.map((name) => `${at}.${name} need not be there.`),
			...(a.items && b.items
				? compare(
						follow(a.items, definitions),
						follow(b.items, document.components?.schemas),
						`${at}[]`,
					)
				: []),
		];
	}
}

function follow(schema: Schema, definitions: Record<string, Schema> | undefined): Schema {
	const name = schema.$ref?.split("/").at(-1);
	return name === undefined ? schema : (definitions?.[name] ?? schema);
}

/** The JSON types that a schema allows, sorted; none where it doesn't say. */
function typesOf({ type, anyOf, oneOf }: Schema): string[] {
	const own = type === undefined ? [] : [type].flat();
	const inner = [...(anyOf ?? []), ...(oneOf ?? [])].flatMap(typesOf);
	return [...new Set([...own, ...inner])].sort();
}
