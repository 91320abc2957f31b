-- A small result's bytes, committed together with its submission; null for blobs that are files.
alter table blobs add column content bytea;
