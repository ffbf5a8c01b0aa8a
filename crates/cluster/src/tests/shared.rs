//! One owner at a time; everyone else finds the owner's server.

use super::{OtherOwner, World, programs, query, wait_until};
use crate::process::at_work_in;
use crate::{Cluster, ClusterError};

#[test]
fn a_second_owner_is_refused() {
    let world = World::new();
    let other = OtherOwner::of(&world);
    wait_until("the other process owns the folder", || {
        world.file("secrets").exists()
    });
    let error = Cluster::start(&programs(), &world.settings).unwrap_err();
    assert!(
        matches!(error, ClusterError::InUse { pid, .. } if pid == Some(other.0.id())),
        "{error}"
    );
}

#[test]
fn others_find_the_server_of_its_owner() {
    let world = World::new();
    assert!(Cluster::attach(&world.settings).unwrap().is_none());
    let cluster = world.start();
    let attached = Cluster::attach(&world.settings).unwrap().unwrap();
    assert_eq!(attached.url, cluster.url());
    assert_eq!(attached.pid, std::process::id());
    assert_eq!(query(&attached.url, "select 1"), "1");
    cluster.stop().unwrap();
    assert!(Cluster::attach(&world.settings).unwrap().is_none());
}

#[test]
fn attaching_waits_for_a_server_that_is_being_started() {
    let world = World::new();
    let other = OtherOwner::of(&world);
    wait_until("the other process owns the folder", || {
        world.file("secrets").exists()
    });
    let attached = Cluster::attach(&world.settings).unwrap().unwrap();
    assert_eq!(attached.pid, other.0.id());
    assert_eq!(query(&attached.url, "select 1"), "1");
}

#[test]
fn a_dropped_cluster_stops_its_server() {
    let world = World::new();
    drop(world.start());
    assert_eq!(at_work_in(&world.file("data")), []);
    assert!(
        !world.file("data/postmaster.pid").exists(),
        "it was shut down, not killed"
    );
}
