import { brightness, lightsOf, type Pulse } from "./pulses";

/** Distance of cells and their size, in CSS pixels. */
const pitch = 26;
const size = 20;
/** More lights at once would be a lamp and not a field. */
const mostLights = 600;

/** The field of squares behind the donate view; draws only while something changes. */
export class FieldCanvas {
	readonly #canvas: HTMLCanvasElement;
	readonly #watch: ResizeObserver;
	#pulses: Pulse[] = [];
	#frame = 0;
	#online = 0;

	constructor(canvas: HTMLCanvasElement) {
		this.#canvas = canvas;
		this.#watch = new ResizeObserver(() => this.redraw());
		this.#watch.observe(canvas);
	}

	end(): void {
		this.#watch.disconnect();
		cancelAnimationFrame(this.#frame);
	}

	/** As many cells glow steadily as tabs are online. */
	setOnline(online: number): void {
		this.#online = online;
		this.redraw();
	}

	/** Lights a cell for each of so many shards, somewhere, over the next second. */
	light(shards: number, own: boolean): void {
		const { clientWidth, clientHeight } = this.#canvas;
		for (let shard = 0; shard < Math.min(shards, 40); shard++) {
			const column = Math.floor((Math.random() * clientWidth) / pitch);
			const row = Math.floor((Math.random() * clientHeight) / pitch);
			const at = performance.now() + Math.random() * (shards > 1 ? 900 : 0);
			this.#pulses.push(...lightsOf({ column, row }, at, own));
		}
		this.#pulses = this.#pulses.slice(-mostLights);
		this.redraw();
	}

	redraw(): void {
		if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#draw(now));
	}

	#draw(now: number): void {
		this.#frame = 0;
		const context = this.#fit();
		if (context === null) return;
		const colour = colours(this.#canvas);
		const columns = Math.ceil(this.#canvas.clientWidth / pitch);
		const rows = Math.ceil(this.#canvas.clientHeight / pitch);
		const fill = (column: number, row: number, style: string, alpha: number) => {
			context.globalAlpha = alpha;
			context.fillStyle = style;
			context.beginPath();
			context.roundRect(column * pitch, row * pitch, size, size, 3);
			context.fill();
		};
		for (let row = 0; row < rows; row++)
			for (let column = 0; column < columns; column++) {
				const steady = scatter(row * columns + column, rows * columns) < this.#online;
				fill(column, row, steady ? colour.own : colour.rest, steady ? 0.45 : 0.5);
			}
		this.#pulses = this.#pulses.filter((pulse) => {
			const bright = brightness(pulse, now);
			if (bright) fill(pulse.column, pulse.row, pulse.own ? colour.own : colour.others, bright);
			return bright !== null;
		});
		if (this.#pulses.length > 0) this.redraw();
	}

	/** Makes the canvas as fine as the screen, and clears it. */
	#fit(): CanvasRenderingContext2D | null {
		const { clientWidth, clientHeight } = this.#canvas;
		const ratio = Math.min(devicePixelRatio, 2);
		const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
		if (this.#canvas.width !== width) this.#canvas.width = width;
		if (this.#canvas.height !== height) this.#canvas.height = height;
		const context = this.#canvas.getContext("2d");
		context?.setTransform(ratio, 0, 0, ratio, 0, 0);
		context?.clearRect(0, 0, clientWidth, clientHeight);
		return context;
	}
}

/** A fixed shuffle of the cells, by a multiplier that shares no factor with their number. */
function scatter(cell: number, cells: number): number {
	let step = 7_919;
	while (cells > 1 && cells % step === 0) step += 2;
	return (cell * step + 11) % cells;
}

function colours(element: Element) {
	const style = getComputedStyle(element);
	const of = (name: string) => style.getPropertyValue(name).trim();
	return { rest: of("--line"), own: of("--accent"), others: of("--cell-running") };
}
