//! What a start makes of an empty folder, and what the next one finds.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use nix::unistd::Uid;

use super::{World, programs, query, try_query};
use crate::{Cluster, ClusterError};

#[test]
fn an_empty_folder_becomes_a_provisioned_database() {
    let world = World::new();
    let cluster = world.start();
    let ask = |sql: &str| query(cluster.url(), sql);
    assert_eq!(ask("select current_user, current_database()"), "kith|kith");
    assert_eq!(
        ask(
            "select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication \
             from pg_roles where rolname = current_user"
        ),
        "f"
    );
    assert_eq!(
        ask("select string_agg(extname, ' ' order by extname) from pg_extension"),
        "citext hstore pg_trgm plpgsql unaccent vector"
    );
    assert_eq!(
        ask("create table t (v vector(2)); insert into t values ('[1,2]'); table t"),
        "[1,2]"
    );
    cluster.stop().unwrap();
}

#[test]
fn the_server_is_safe_discreet_and_knows_all_scripts() {
    let world = World::new();
    let cluster = world.start();
    let ask = |sql: &str| query(cluster.url(), sql);
    for (setting, value) in [
        ("listen_addresses", "127.0.0.1"),
        ("data_checksums", "on"),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("password_encryption", "scram-sha-256"),
        ("server_encoding", "UTF8"),
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
        ("jit", "off"),
    ] {
        assert_eq!(ask(&format!("show {setting}")), value, "{setting}");
    }
    assert_eq!(
        ask("select lower('ÄØЖ'), 'Ärger' ilike 'äRGER', 'É'::citext = 'é'"),
        "äøж|t|t"
    );
    ask("create table private (person text unique); insert into private values ('Zoë')");
    let error = try_query(cluster.url(), "insert into private values ('Zoë')").unwrap_err();
    assert!(
        error.to_string().contains("Zoë"),
        "the client is told: {error}"
    );
    cluster.stop().unwrap();
    let log = all_text(&world.file("log"));
    assert!(log.contains("duplicate key value"), "{log}");
    assert!(!log.contains("Zoë"), "{log}");
}

#[test]
fn passwords_stay_in_the_secrets_file() {
    let world = World::new();
    world.start().stop().unwrap();
    let secrets = fs::read_to_string(world.file("secrets")).unwrap();
    assert_eq!(
        fs::metadata(world.file("secrets")).unwrap().mode() & 0o777,
        0o600
    );
    let passwords: Vec<&str> = secrets
        .lines()
        .map(|line| line.split_once('=').unwrap().1)
        .collect();
    assert_eq!(passwords.len(), 2);
    let elsewhere = all_text(&world.settings.folder).replace(&secrets, "");
    for password in passwords {
        assert_eq!(password.len(), 64);
        assert!(!elsewhere.contains(password));
    }
    for private in ["data", "run", "log"] {
        assert_eq!(
            fs::metadata(world.file(private)).unwrap().mode() & 0o777,
            0o700,
            "{private}"
        );
    }
}

#[test]
fn a_restart_keeps_the_data_and_adds_what_is_new() {
    let mut world = World::new();
    let cluster = world.start();
    query(
        cluster.url(),
        "create table kept as select 'still here' as text",
    );
    cluster.stop().unwrap();
    world.settings.extensions.push("fuzzystrmatch".to_owned());
    let cluster = world.start();
    assert_eq!(query(cluster.url(), "table kept"), "still here");
    assert_eq!(query(cluster.url(), "select soundex('Kith')"), "K300");
    cluster.stop().unwrap();
}

#[test]
fn any_folder_name_will_do() {
    let long = format!(
        "Möbel & Söhne's \"data\"/{}/{}",
        "très long ".repeat(15),
        "x".repeat(120)
    );
    let world = World::at(long);
    let cluster = world.start();
    assert_eq!(query(cluster.url(), "select 1"), "1");
    let socket = world.file(&format!("run/.s.PGSQL.{}", cluster.port()));
    assert!(socket.exists());
    cluster.stop().unwrap();
}

#[test]
fn a_folder_is_named_as_it_is_where_the_account_can_reach_it() {
    let world = World::new();
    let cluster = world.start();
    let is_root = Uid::effective().is_root();
    assert_eq!(
        command_line(&cluster).contains("-D /proc/self/cwd "),
        is_root
    );
    cluster.stop().unwrap();
    let open = fs::Permissions::from_mode(0o755);
    fs::set_permissions(world.settings.folder.parent().unwrap(), open).unwrap();
    let cluster = world.start();
    let data = world.file("data").canonicalize().unwrap();
    assert!(command_line(&cluster).contains(&format!("-D {} ", data.display())));
    cluster.stop().unwrap();
}

#[test]
fn data_that_root_copied_without_its_owner_is_taken_over() {
    let world = World::new();
    let cluster = world.start();
    query(cluster.url(), "create table kept as select 1 as number");
    cluster.stop().unwrap();
    if Uid::effective().is_root() {
        give_to_root(&world.file("data"));
    }
    let cluster = world.start();
    assert_eq!(query(cluster.url(), "table kept"), "1");
    cluster.stop().unwrap();
}

#[test]
fn data_of_another_version_is_refused() {
    let world = World::new();
    world.start().stop().unwrap();
    fs::write(world.file("data/PG_VERSION"), "12\n").unwrap();
    let error = Cluster::start(&programs(), &world.settings).unwrap_err();
    assert!(
        matches!(error, ClusterError::OtherVersion { ref data, .. } if data == "12"),
        "{error}"
    );
}

#[test]
fn damaged_data_is_reported_in_the_servers_words() {
    let world = World::new();
    world.start().stop().unwrap();
    fs::write(world.file("data/global/pg_control"), "").unwrap();
    let error = Cluster::start(&programs(), &world.settings).unwrap_err();
    assert!(matches!(error, ClusterError::ServerEnded { .. }), "{error}");
    assert!(error.to_string().contains("pg_control"), "{error}");
}

#[test]
fn a_folder_full_of_something_else_is_left_alone() {
    let world = World::new();
    fs::create_dir_all(world.file("data")).unwrap();
    fs::write(world.file("data/thesis.txt"), "precious").unwrap();
    let error = Cluster::start(&programs(), &world.settings).unwrap_err();
    assert!(matches!(error, ClusterError::NotACluster(_)), "{error}");
    assert_eq!(
        fs::read_to_string(world.file("data/thesis.txt")).unwrap(),
        "precious"
    );
}

fn command_line(cluster: &Cluster) -> String {
    let line = fs::read(format!("/proc/{}/cmdline", cluster.server_pid())).unwrap();
    String::from_utf8_lossy(&line).replace('\0', " ")
}

fn give_to_root(path: &Path) {
    std::os::unix::fs::lchown(path, Some(0), Some(0)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give_to_root(&entry.unwrap().path());
        }
    }
}

/// Everything that is written in the files below `folder`.
fn all_text(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        if kind.is_dir() {
            text += &all_text(&path);
        } else if kind.is_file() && fs::metadata(&path).unwrap().len() < 1_000_000 {
            text += &String::from_utf8_lossy(&fs::read(&path).unwrap());
        }
    }
    text
}
