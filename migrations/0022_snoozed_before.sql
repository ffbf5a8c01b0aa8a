-- Until when a suggestion was snoozed before the last decision, so that this can be taken back.
alter table suggestions add column snoozed_before timestamptz;
