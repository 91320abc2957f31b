-- A shard or replica changes its state several times, and each change writes into every index again.
-- What only collecting blobs asks for, once an hour, is found by reading the table then.
drop index shards_input;
drop index replicas_digest;

-- One index of undecided shards by state, for both that were.
drop index shards_undecided;
drop index shards_in_work;
create index shards_open on shards (job, state) where state in ('pending', 'running', 'disputed');
