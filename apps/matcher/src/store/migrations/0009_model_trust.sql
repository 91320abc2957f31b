-- Checks that a provider passed on one model, decayed up to `at`: what it earned elsewhere counts for less
-- (core/trust/modelRecord.ts). Gone when it is found wrong.
create table provider_models (
	provider integer not null references providers (id),
	model text not null,
	good double precision not null,
	at bigint not null,
	primary key (provider, model)
);
