-- Times are epoch milliseconds. Amounts are minor units of the token. Text that strangers wrote and
-- that may hold any character (specs, labels, errors) is kept as JSON text, where NUL is escaped.

create table grid (
	one boolean primary key default true check (one),
	chain_id bigint not null,
	escrow text not null
);

create table jobs (
	id integer generated always as identity primary key,
	job_id text not null unique check (job_id ~ '^0x[0-9a-f]{64}$'),
	spec_hash text not null,
	spec text not null,
	client text not null,
	kernel text not null,
	model text not null,
	model_bytes bigint not null,
	manifest text not null,
	shard_total integer not null,
	quorum smallint not null,
	max_replicas smallint not null,
	price numeric(39, 0) not null,
	deadline_at bigint not null,
	state text not null check (state in ('draft', 'funded', 'running', 'settling', 'settled', 'cancelled', 'expired', 'failed')),
	reason text,
	created_at bigint not null,
	started_at bigint,
	-- When it last stopped being worked on.
	stopped_at bigint,
	finished_at bigint,
	verified integer not null default 0,
	failed integer not null default 0,
	-- The sum of its credits.
	earned numeric(39, 0) not null default 0,
	result_at bigint,
	result_root text,
	artifact text,
	artifact_digest text,
	-- What follows is derived from chain_events (deriveFromChain).
	escrow_state text not null default 'none' check (escrow_state in ('none', 'open', 'cancelling', 'settled', 'cancelled', 'expired')),
	operator_ours boolean not null default false,
	posted_at bigint,
	budget numeric(39, 0) not null default 0,
	redeemed numeric(39, 0) not null default 0,
	refunded numeric(39, 0) not null default 0,
	check (earned <= greatest(budget, shard_total * max_replicas * price))
);
create index jobs_newest on jobs (created_at desc, id desc);
create index jobs_of_client on jobs (client, created_at desc, id desc);
create index jobs_open on jobs (state, id) where state in ('draft', 'funded', 'running', 'settling');
create index jobs_to_close on jobs (id) where escrow_state in ('open', 'cancelling');
create index jobs_model on jobs (model);
create index jobs_manifest on jobs (manifest);
create index jobs_artifact on jobs (artifact_digest) where artifact_digest is not null;

create table shards (
	job integer not null references jobs on delete cascade,
	idx integer not null,
	state text not null default 'pending' check (state in ('pending', 'running', 'disputed', 'verified', 'failed')),
	input text not null,
	bytes bigint not null,
	items integer not null,
	labels text,
	flop double precision not null,
	quorum smallint not null,
	-- How many replicas should be live now; grows with a dispute.
	target smallint not null,
	-- Replicas leased, submitted, agreed or disagreed; never more than max_live.
	live smallint not null default 0,
	max_live smallint not null,
	-- Replicas that errored, expired or were abandoned; no more leases from max_failures on.
	failures smallint not null default 0,
	max_failures smallint not null,
	-- Submissions without a verdict.
	submitted smallint not null default 0,
	-- The same as core/replicasWanted, so that the index below finds open work.
	wanted smallint not null generated always as (
		case
			when state in ('verified', 'failed') or failures >= max_failures then 0
			else greatest(least(target, max_live) - live, 0)
		end
	) stored,
	to_judge boolean not null default false,
	judge_claimed_until bigint not null default 0,
	canonical_replica uuid,
	canonical_digest text,
	verified_at bigint,
	reason text,
	-- The transaction that last changed its state: a cursor that misses no concurrent change.
	changed_xid xid8 not null default pg_current_xact_id(),
	primary key (job, idx),
	check (live between 0 and max_live),
	check (submitted between 0 and live)
);
create index shards_wanted on shards (job, live desc, idx) where wanted > 0;
create index shards_to_judge on shards (judge_claimed_until, job, idx) where to_judge;
create index shards_undecided on shards (job) where state in ('pending', 'running', 'disputed');
create index shards_in_work on shards (job, state) where state in ('running', 'disputed');
create index shards_verified_at on shards (verified_at) where verified_at is not null;
create index shards_changed on shards (job, changed_xid);
create index shards_input on shards (input);

create table providers (
	id integer generated always as identity primary key,
	provider_id text not null unique,
	session_key text not null,
	wallet text,
	link_issued_at bigint not null default 0,
	capabilities text not null,
	first_seen bigint not null,
	last_seen bigint not null,
	submitted integer not null default 0,
	agreed integer not null default 0,
	disagreed integer not null default 0,
	errored integer not null default 0,
	expired integer not null default 0,
	earned numeric(39, 0) not null default 0,
	unlinked numeric(39, 0) not null default 0
);

-- Tabs that are present now.
create table connections (
	instance text primary key,
	provider integer not null references providers,
	backend text not null,
	seen_at bigint not null
);
create index connections_seen on connections (seen_at);

create table replicas (
	replica_id uuid primary key,
	job integer not null,
	idx integer not null,
	provider integer not null references providers,
	-- The provider's wallet when it was leased.
	wallet text,
	instance text not null,
	state text not null check (state in ('leased', 'submitted', 'agreed', 'disagreed', 'errored', 'expired', 'aborted')),
	leased_at bigint not null,
	lease_until bigint not null,
	submitted_at bigint,
	ended_at bigint,
	digest text,
	signature text,
	output_bytes bigint,
	backend text,
	adapter text,
	runtime text,
	timings text,
	distance double precision,
	error text,
	foreign key (job, idx) references shards (job, idx) on delete cascade
);
create index replicas_of_shard on replicas (job, idx);
create unique index replicas_one_a_provider on replicas (job, idx, provider)
	where state in ('leased', 'submitted', 'agreed', 'disagreed');
create index replicas_by_state on replicas (job, state);
create index replicas_leased on replicas (lease_until) where state = 'leased';
create index replicas_leased_by on replicas (provider, instance) where state = 'leased';
create index replicas_digest on replicas (digest) where digest is not null;

create table credits (
	replica_id uuid primary key references replicas,
	job integer not null references jobs,
	idx integer not null,
	provider integer not null references providers,
	-- Null until the provider links a wallet.
	wallet text,
	amount numeric(39, 0) not null check (amount >= 0),
	at bigint not null
);
create index credits_of_shard on credits (job, idx);
create index credits_unlinked on credits (provider, job) where wallet is null;

create table vouchers (
	job integer not null references jobs,
	wallet text not null,
	-- The sum of the wallet's credits in the job.
	amount numeric(39, 0) not null default 0,
	signed_amount numeric(39, 0) not null default 0,
	signature text,
	-- Derived from chain_events.
	redeemed numeric(39, 0) not null default 0,
	primary key (job, wallet),
	check (signed_amount <= amount)
);
create index vouchers_of_wallet on vouchers (wallet, job);
create index vouchers_unsigned on vouchers (job, wallet) where signed_amount < amount;

-- What the escrow said, as recorded; a job's money columns are derived from it.
create table chain_events (
	tx_hash text not null,
	log_index integer not null,
	block_number bigint not null,
	block_hash text not null,
	at bigint not null,
	-- Text, not a reference: an event may come before its draft.
	job_id text not null,
	kind text not null check (kind in ('posted', 'toppedUp', 'redeemed', 'settled', 'cancelRequested', 'cancelled', 'expired')),
	args jsonb not null,
	primary key (tx_hash, log_index)
);
create index chain_events_of_job on chain_events (job_id, block_number, log_index);
create index chain_events_block on chain_events (block_number);

-- Blocks that the watcher's cursor stood at.
create table chain_cursor (
	block_number bigint primary key,
	block_hash text not null
);

create table job_events (
	id bigint generated always as identity primary key,
	job integer not null references jobs on delete cascade,
	at bigint not null,
	kind text not null,
	message text not null
);
create index job_events_of_job on job_events (job, id);

create table blobs (
	digest text primary key,
	bytes bigint not null,
	created_at bigint not null
);
create index blobs_created on blobs (created_at);
