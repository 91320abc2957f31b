import type { Queries } from "./db.ts";

/** Whether there is anything to lease, to someone at least. */
export async function gridOpenWork(db: Queries): Promise<boolean> {
	const [row] = await db.query<{ open: boolean }>(
		`select exists (
		 	select 1 from jobs j where j.state = 'running'
		 		and (
		 			select s.idx from shards s where s.job = j.id and s.wanted > 0
		 			order by s.live desc, s.idx limit 1
		 		) is not null
		 ) as open`,
	);
	return row?.open ?? false;
}
