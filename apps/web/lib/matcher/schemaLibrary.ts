import { z } from "zod";

/**
 * Makes a schema of each kind. The first of a kind sets the kind up, which takes longer than hundreds of
 * others after it: done in a turn of its own, it holds nobody up.
 */
export function firstOfEachKind(): void {
	const text = z.string().min(1).regex(/./);
	const choice = z.enum(["a", "b"]);
	const number = z.number().int().min(0).max(1).positive();
	const one = z.strictObject({ kind: z.literal("one"), text, number, id: z.uuid() });
	const two = z.object({ kind: z.literal("two"), choice, flag: z.boolean().optional() });
	z.discriminatedUnion("kind", [one, two]).nullable();
	z.array(z.union([text, number])).max(2);
	z.record(text, z.unknown()).default({});
	z.tuple([number, text.transform(Number)]).superRefine(() => {});
}
