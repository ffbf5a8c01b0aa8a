-- A path in an archive may be longer than an index takes.
drop index import_rejections_file;
create unique index import_rejections_file on import_rejections (import_id, md5(container))
where place is null;
