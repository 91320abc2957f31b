-- The one backend that may compute a job; any where it is null.
alter table jobs add column backend text check (backend in ('webgpu', 'wasm'));

-- How far agreed results of a model lie apart, by output and by the backends of the two: a histogram of
-- the relative L2 distance, and one of the largest difference over the root mean square. Buckets are
-- quarters of a decade (spreadBuckets of packages/kernels).
create table model_spread (
	model text not null,
	output text not null,
	backends text not null check (backends in ('wasm', 'webgpu', 'wasm webgpu')),
	measure text not null check (measure in ('l2', 'peak')),
	bucket smallint not null,
	pairs bigint not null,
	primary key (model, output, backends, measure, bucket)
);
