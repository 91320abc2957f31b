-- A replica's way costs fewer writes. Nothing is ever deleted from shards, replicas or providers, and
-- each transition takes the ids it writes from rows that it has locked: checking references again for
-- every replica and credit cost as much as writing them. The invariants' tests check them all.
alter table replicas drop constraint replicas_provider_fkey, drop constraint replicas_job_idx_fkey;
alter table credits
	drop constraint credits_replica_id_fkey,
	drop constraint credits_job_fkey,
	drop constraint credits_provider_fkey;

-- An agreed replica needs no place in an index by state: the job counts its verdicts.
drop index replicas_by_state;
create index replicas_in_work on replicas (job, state) where state in ('leased', 'submitted');
create index replicas_lost on replicas (job, state) where state in ('errored', 'expired', 'aborted');

alter table jobs
	-- Replicas by verdict; the agreed ones also by backend.
	add column agreed integer not null default 0,
	add column disagreed integer not null default 0,
	add column agreed_webgpu integer not null default 0,
	add column agreed_wasm integer not null default 0;
update jobs j set agreed = r.agreed, disagreed = r.disagreed, agreed_webgpu = r.webgpu, agreed_wasm = r.wasm
from (
	select job, count(*) filter (where state = 'agreed') as agreed,
		count(*) filter (where state = 'disagreed') as disagreed,
		count(*) filter (where state = 'agreed' and backend = 'webgpu') as webgpu,
		count(*) filter (where state = 'agreed' and backend = 'wasm') as wasm
	from replicas group by job
) r
where r.job = j.id;

-- Who has agreed in which job.
create table job_providers (
	job integer not null,
	provider integer not null,
	primary key (job, provider)
);
insert into job_providers select distinct job, provider from replicas where state = 'agreed';
