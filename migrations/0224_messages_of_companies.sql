-- A message to three people of a company is one message of it. What the count was made of, a
-- digest of the people and of how much was exchanged with each, is kept beside it, so that
-- only companies of which something changed are counted again.
alter table companies add column counted_by bigint;
