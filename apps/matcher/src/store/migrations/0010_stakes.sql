-- What the stakes' contract said of this operator, as recorded; stakes are derived from it.
create table stake_events (
	tx_hash text not null,
	log_index integer not null,
	block_number bigint not null,
	block_hash text not null,
	at bigint not null,
	-- Text, not a reference: a stake may come before its provider.
	provider_id text not null,
	owner text not null,
	kind text not null check (kind in ('added', 'notice', 'withdrawn', 'burned')),
	-- What is at stake and what is leaving after the event; null where the event leaves them as they are.
	amount numeric(39, 0),
	leaving numeric(39, 0),
	leaves_at bigint,
	-- How much was burned, and for which result.
	burned numeric(39, 0),
	job_id text,
	idx integer,
	primary key (tx_hash, log_index)
);
create index stake_events_of_owner on stake_events (provider_id, owner);
create index stake_events_block on stake_events (block_number);

create table stakes (
	provider_id text not null,
	owner text not null,
	amount numeric(39, 0) not null,
	leaving numeric(39, 0) not null,
	leaves_at bigint,
	burned numeric(39, 0) not null,
	-- The block from which on something was at stake without a break; null when nothing is.
	since_block bigint,
	primary key (provider_id, owner),
	check (leaving between 0 and amount)
);

-- The contract that stakes are read from, and whether its events before the cursor aren't read yet.
alter table grid add column stakes text, add column stakes_behind boolean not null default false;

-- What a stake may answer for: a provider's refuted results.
create index replicas_refuted on replicas (provider) where state = 'disagreed';
