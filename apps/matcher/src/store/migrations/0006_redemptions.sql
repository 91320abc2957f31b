-- A wallet's redemptions, newest first.
create index chain_events_redeemed on chain_events ((args ->> 'provider'), at desc) where kind = 'redeemed';

-- Gas that relayed redemptions have taken of each day's budget.
create table relay_gas (
	-- UTC: 2026-01-31.
	day date primary key,
	gas bigint not null check (gas >= 0)
);
