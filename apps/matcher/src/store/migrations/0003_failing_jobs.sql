-- Where a replica's provider called from: a keyed hash of its block of addresses (networkOf). Null for
-- replicas leased before it was kept.
alter table replicas add column network text;
-- The code of an errored replica's error, which is kept in full as JSON.
alter table replicas add column error_code text;
create index replicas_erred on replicas (job, provider) where error_code is not null;
