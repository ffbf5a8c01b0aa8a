//! Nothing is lost and nothing left running when the server, its owner or `initdb` is killed.

use std::fs;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::{OtherOwner, World, query, wait_until};
use crate::process::at_work_in;
use crate::{Cluster, Settings};

#[test]
fn a_killed_server_comes_back_on_the_same_port() {
    let world = World::new();
    let mut cluster = world.start();
    let url = cluster.url().to_owned();
    query(&url, "create table kept as select 7 as number");
    assert!(cluster.is_alive());
    assert!(!cluster.restart_if_dead().unwrap());
    send(cluster.server_pid(), Signal::SIGKILL);
    wait_until("the server is dead", || !cluster.is_alive());
    assert!(cluster.restart_if_dead().unwrap());
    assert_eq!(cluster.url(), url);
    assert_eq!(query(&url, "table kept"), "7");
    cluster.stop().unwrap();
}

#[test]
fn an_orphaned_server_is_replaced() {
    let world = World::new();
    let mut owner = OtherOwner::of(&world);
    let attached = attach(&world.settings);
    query(&attached, "create table kept as select 8 as number");
    let orphan: i32 = first_line(&world, "data/postmaster.pid").parse().unwrap();
    owner.kill();
    assert_eq!(query(&attached, "table kept"), "8", "the orphan lives on");
    assert!(
        Cluster::attach(&world.settings).unwrap().is_none(),
        "but belongs to nobody"
    );
    let cluster = world.start();
    assert!(!at_work_in(&world.file("data")).contains(&orphan));
    assert_eq!(query(cluster.url(), "table kept"), "8");
    cluster.stop().unwrap();
    assert_eq!(at_work_in(&world.file("data")), []);
}

#[test]
fn a_backend_that_outlives_its_server_is_ended() {
    let world = World::new();
    let cluster = world.start();
    let checkpointer = named(&at_work_in(&world.file("data")), "checkpointer");
    send(checkpointer.cast_unsigned(), Signal::SIGSTOP);
    send(cluster.server_pid(), Signal::SIGKILL);
    wait_until("the server is dead", || !cluster.is_alive());
    drop(cluster);
    let cluster = world.start();
    assert!(!at_work_in(&world.file("data")).contains(&checkpointer));
    cluster.stop().unwrap();
}

#[test]
fn a_stale_pid_file_that_names_a_living_process_does_not_matter() {
    let world = World::new();
    world.start().stop().unwrap();
    let data = world.file("data");
    let text = format!(
        "{}\n{}\n1\n5432\n../run\n127.0.0.1\n",
        std::process::id(),
        data.display()
    );
    fs::write(data.join("postmaster.pid"), text).unwrap();
    fs::write(world.file("run/.s.PGSQL.5432"), "").unwrap();
    let cluster = world.start();
    assert!(!world.file("run/.s.PGSQL.5432").exists());
    cluster.stop().unwrap();
}

#[test]
fn an_interrupted_initialisation_is_done_again() {
    for progress in ["data.new", "data.new/global", "data.new/base/1/PG_VERSION"] {
        let world = World::new();
        let mut owner = OtherOwner::of(&world);
        wait_until(progress, || world.file(progress).exists());
        owner.kill();
        assert!(!world.file("data").exists(), "not interrupted in time");
        let cluster = world.start();
        assert_eq!(query(cluster.url(), "select 1"), "1");
        assert!(!world.file("data.new").exists());
        cluster.stop().unwrap();
    }
}

#[test]
fn lost_passwords_are_replaced() {
    let world = World::new();
    let cluster = world.start();
    let old_url = cluster.url().to_owned();
    query(&old_url, "create table kept as select 9 as number");
    cluster.stop().unwrap();
    fs::remove_file(world.file("secrets")).unwrap();
    let cluster = world.start();
    assert_eq!(query(cluster.url(), "table kept"), "9");
    let password = |url: &str| url.split(['@', ':']).nth(2).unwrap().to_owned();
    assert_ne!(password(&old_url), password(cluster.url()));
    cluster.stop().unwrap();
}

fn attach(settings: &Settings) -> String {
    let found = std::cell::RefCell::new(None);
    wait_until("the other process owns a server", || {
        *found.borrow_mut() = Cluster::attach(settings).unwrap();
        found.borrow().is_some()
    });
    found.into_inner().unwrap().url
}

fn first_line(world: &World, file: &str) -> String {
    let text = fs::read_to_string(world.file(file)).unwrap();
    text.lines().next().unwrap().to_owned()
}

fn named(processes: &[i32], name: &str) -> i32 {
    let title = |pid: &i32| fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    *processes
        .iter()
        .find(|pid| title(pid).contains(name))
        .unwrap()
}

fn send(pid: u32, signal: Signal) {
    kill(Pid::from_raw(pid.cast_signed()), signal).unwrap();
}
