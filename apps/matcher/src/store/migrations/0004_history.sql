-- The adapter that a tab computes on, as it told (shown only where it reads like one).
alter table connections add column adapter text not null default '';

-- The name that a provider chose to be listed by; skeletons tell names that look alike.
alter table providers
	add column name text,
	add column name_skeleton text,
	add column name_issued_at bigint not null default 0;
create unique index providers_name on providers (name_skeleton) where name_skeleton is not null;

alter table shards add column failed_at bigint;
create index shards_failed_at on shards (failed_at) where failed_at is not null;

-- Read by time once, while they are new: a block range index costs writers next to nothing.
create index replicas_ended_at on replicas using brin (ended_at) with (pages_per_range = 16);
create index credits_at on credits using brin (at) with (pages_per_range = 16);

-- Verdicts before this time are in the tables below, and later ones aren't.
create table history_cursor (
	one boolean primary key default true check (one),
	until bigint not null
);

-- What verdicts came to in each minute, hour and day (UTC) from `at` on, by kernel.
create table grid_history (
	step text not null check (step in ('minute', 'hour', 'day')),
	at bigint not null,
	kernel text not null,
	verified integer not null,
	disputed integer not null,
	failed integer not null,
	agreed integer not null,
	disagreed integer not null,
	errored integer not null,
	expired integer not null,
	paid numeric(39, 0) not null,
	primary key (step, at, kernel)
);

-- The most providers that were online at one time.
create table grid_presence (
	step text not null check (step in ('minute', 'hour', 'day')),
	at bigint not null,
	online integer not null,
	webgpu integer not null,
	wasm integer not null,
	primary key (step, at)
);

create table provider_days (
	provider integer not null references providers,
	-- The UTC day's begin.
	at bigint not null,
	agreed integer not null,
	disagreed integer not null,
	errored integer not null,
	expired integer not null,
	earned numeric(39, 0) not null,
	primary key (provider, at)
);
create index provider_days_at on provider_days (at);

create table provider_jobs (
	provider integer not null references providers,
	job integer not null references jobs,
	agreed integer not null,
	-- Of these, computed on WebGPU.
	webgpu integer not null,
	disagreed integer not null,
	errored integer not null,
	expired integer not null,
	earned numeric(39, 0) not null,
	last_at bigint not null,
	primary key (provider, job)
);
create index provider_jobs_newest on provider_jobs (provider, last_at desc, job desc);
create index provider_jobs_last_at on provider_jobs (last_at);
