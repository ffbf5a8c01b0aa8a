-- The parts of a score are made from what was exchanged whenever they are asked for.
alter table contacts drop column score_parts;
