import { quantileOf } from "@tabgrid/kernels";
import type { BackendPair, Digest, ModelSpread } from "@tabgrid/protocol";
import { groupBy } from "../groupBy.ts";
import type { Queries } from "./db.ts";

/** Outputs and pairs of backends told of one model at most. */
const most = 1_000;

interface Row {
	readonly output: string;
	readonly backends: BackendPair;
	readonly measure: "l2" | "peak";
	readonly bucket: number;
	readonly pairs: number;
}

/** How far agreed results of a model lay apart; no outputs for one that nobody has compared yet. */
export async function modelSpread(db: Queries, model: Digest): Promise<ModelSpread> {
	const rows = await db.query<Row>(
		`select output, backends, measure, bucket, pairs::double precision as pairs
		 from model_spread where model = $1 order by output, backends, measure, bucket`,
		[model],
	);
	const groups = [...groupBy(rows, ({ output, backends }) => `${backends}/${output}`).values()];
	return {
		model,
		outputs: groups.slice(0, most).flatMap((group) => {
			const [first] = group;
			if (first === undefined) return [];
			const quantiles = (measure: Row["measure"]) => {
				const histogram = group.filter((row) => row.measure === measure);
				const at = (share: number) => Math.min(quantileOf(histogram, share), beyond);
				return { p50: at(0.5), p99: at(0.99), max: at(1) };
			};
			return [
				{
					output: first.output,
					backends: first.backends,
					pairs: group
						.filter(({ measure }) => measure === "l2")
						.reduce((sum, { pairs }) => sum + pairs, 0),
					l2: quantiles("l2"),
					peak: quantiles("peak"),
				},
			];
		}),
	};
}

/** Stands for a distance beyond the last bucket's lower edge. */
const beyond = 10;
