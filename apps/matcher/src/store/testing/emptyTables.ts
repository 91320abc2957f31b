/** Empties all tables. Deleting is quicker than truncating while they are small. */
export const emptyTables = [
	"grid_history",
	"grid_presence",
	"provider_days",
	"provider_jobs",
	"family_results",
	"provider_pairs",
	"provider_models",
	"family_quarantines",
	"model_spread",
	"history_cursor",
	"credits",
	"job_providers",
	"replicas",
	"vouchers",
	"job_events",
	"shards",
	"jobs",
	"connections",
	"providers",
	"chain_events",
	"chain_cursor",
	"relay_gas",
	"blobs",
	"grid",
]
	.map((table) => `delete from ${table};`)
	.join("\n");
