-- The calls of a workspace that are not done: no more than five are made at once.
create index language_calls_under_way on language_calls (workspace_id, started_at) where settled_at is null;
