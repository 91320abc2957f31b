const order = new Intl.Collator("en", { numeric: true });

/** Files in the order of their names, numbers read as numbers: `line-2` before `line-10`. */
export const inNameOrder = (files: readonly File[]): File[] =>
	files.toSorted((a, b) => order.compare(a.name, b.name));
