-- What a search of jobs looks through: the title in lower case, without NUL. Older jobs get theirs
-- from their specs, where the title stands before anything else that could be called so.
alter table jobs add column search_title text not null default '';
update jobs set search_title = lower(coalesce(substring(spec from '"title":"((?:[^"\\]|\\.)*)"'), ''));
