-- Trust (docs/trust.md). Jobs without a policy (trust is null) take a fixed quorum and use none of it.
alter table jobs
	add column trust text check (trust in ('fast', 'balanced', 'paranoid')),
	-- The schedule of spot checks: 32 random bytes, and their keccak-256, both 0x hex.
	add column audit_secret text,
	add column audit_commitment text,
	-- When it may settle; set once all shards are decided.
	add column matures_at bigint,
	-- Its agreed replicas are credited: nothing of it is opened again.
	add column credited boolean not null default false,
	add column spot_checks integer not null default 0,
	add column spot_passed integer not null default 0,
	add column spot_failed integer not null default 0,
	add column disputes integer not null default 0,
	add column looked_back integer not null default 0,
	add column last_checks integer not null default 0,
	-- Verified shards that stand on one result.
	add column alone integer not null default 0,
	-- Its price over the usual one of jobs before it.
	add column price_ratio double precision not null default 1;

-- How many results of a provider have agreed; counted in jobs with a trust policy only.
alter table job_providers add column agreed integer not null default 0;

alter table shards
	-- One result isn't enough any more. (quorum is then how many submissions are judged together.)
	add column checked boolean not null default false,
	-- The chance of a spot check that its first result had, and whether the lot fell on it.
	add column check_chance double precision,
	add column spot boolean not null default false,
	-- Why it was last given to another provider, and when.
	add column check_kind text check (check_kind in ('spotCheck', 'dispute', 'lookBack', 'lastCheck')),
	add column check_at bigint,
	add column reopened smallint not null default 0,
	add column alone boolean not null default false,
	-- Its answer may be read before its job settles.
	add column shown boolean not null default false,
	-- Nobody else can compute it: the next weighing decides.
	add column cornered boolean not null default false;
create index shards_checks on shards (job, check_at desc) where check_kind is not null;

alter table replicas
	-- Its place in its provider's own sequence of results.
	add column sequence integer,
	-- How its check was counted in its provider's record.
	add column checked text check (checked in ('passed', 'failed')),
	-- Where its provider called from, as providers.block.
	add column block text;

alter table providers
	-- Checks passed and failed, decayed up to trust_at.
	add column good double precision not null default 0,
	add column bad double precision not null default 0,
	add column trust_at bigint not null default 0,
	-- The sequences of the last results whose check it passed, as JSON, the largest first.
	add column passed text not null default '[]',
	add column checks_passed integer not null default 0,
	add column checks_failed integer not null default 0,
	add column suspended_until bigint not null default 0,
	add column suspended_for text check (suspended_for in ('wrong', 'unanswered')),
	-- Leases in a row that ended with nothing.
	add column unanswered integer not null default 0,
	-- Its block of addresses when it last connected, as a keyed hash (networkOf); null where that tells
	-- nothing, as on one machine.
	add column block text,
	-- How long it had been away when it last came back, ms.
	add column away_ms bigint not null default 0,
	-- The ring that it was found in: the smallest id of its members.
	add column ring integer,
	-- It was caught, and its unsettled results aren't looked back at yet.
	add column look_back boolean not null default false,
	-- Agreed in jobs that aren't credited yet.
	add column pending numeric(39, 0) not null default 0;
create index providers_of_block on providers (block, last_seen) where block is not null;
create index providers_to_look_back on providers (id) where look_back;

-- What backend families returned for models, once it was known to be right or wrong: a row a provider.
create table family_results (
	model text not null,
	family text not null,
	provider integer not null,
	wrong boolean not null,
	-- Whether the provider was established when it answered.
	established boolean not null,
	-- As in replicas.block.
	block text,
	at bigint not null,
	primary key (model, family, wrong, provider)
);
-- What shards said of two providers (core/trust/sharedLies), a the smaller; log odds.
create table provider_pairs (
	a integer not null,
	b integer not null,
	odds double precision not null,
	primary key (a, b)
);
-- Families that compute a model wrongly.
create table family_quarantines (
	model text not null,
	family text not null,
	at bigint not null,
	primary key (model, family)
);
