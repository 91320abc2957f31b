import { mandelbrotGraph } from "../mandelbrot/graph.ts";
import { monteCarloGraph } from "../monteCarlo/graph.ts";
import type { GraphDescription } from "./buildModel.ts";

/** The graphs that Tabgrid builds itself, by the names that `builtinModels` gives them. */
export const builtGraphs: Readonly<Record<"mandelbrot" | "monte-carlo", () => GraphDescription>> = {
	mandelbrot: mandelbrotGraph,
	"monte-carlo": monteCarloGraph,
};
