/** Where a map's cells go: squares of `size` CSS pixels, `gap` apart, row by row. */
export interface CellLayout {
	readonly size: number;
	readonly gap: number;
	readonly columns: number;
	readonly rows: number;
	/** Height of the whole map in CSS pixels. */
	readonly height: number;
}

const largest = 26;
const smallest = 4;
const wantedHeight = 260;

/** The largest cells with which `count` of them fit into `width` and a height that suits a screen. */
export function layoutCells(count: number, width: number): CellLayout {
	for (let size = largest; size > smallest; size--) {
		const layout = layoutWith(size, count, width);
		if (layout.height <= wantedHeight) return layout;
	}
	return layoutWith(smallest, count, width);
}

function layoutWith(size: number, count: number, width: number): CellLayout {
	const gap = size >= 10 ? 3 : size >= 6 ? 2 : 1;
	const columns = Math.max(1, Math.floor((width + gap) / (size + gap)));
	const rows = Math.ceil(count / columns);
	return { size, gap, columns, rows, height: Math.max(0, rows * (size + gap) - gap) };
}

/** The cell under a point of the map, or null between cells and beyond the last one. */
export function cellAt(layout: CellLayout, count: number, x: number, y: number): number | null {
	const pitch = layout.size + layout.gap;
	const column = Math.floor(x / pitch);
	const row = Math.floor(y / pitch);
	if (x < 0 || y < 0 || column >= layout.columns) return null;
	const index = row * layout.columns + column;
	return index < count ? index : null;
}
