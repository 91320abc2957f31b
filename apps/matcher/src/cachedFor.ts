/** Answers what `read` said at most `ms` ago; callers at one time share one reading. */
export function cachedFor<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
	let last: { readonly at: number; readonly value: Promise<T> } | undefined;
	return () => {
		const now = performance.now();
		if (last !== undefined && now - last.at < ms) return last.value;
		const value = read();
		last = { at: now, value };
		// A failed reading is nobody's answer but theirs who waited for it.
		value.catch(() => {
			if (last?.value === value) last = undefined;
		});
		return value;
	};
}
