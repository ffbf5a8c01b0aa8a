//! How the server is set: for a laptop (little memory and few wake-ups when idle), reachable from
//! this machine only, and discreet (what people wrote never reaches its log).
//!
//! The settings are given at each start, so that they always are those of this version.

use crate::Version;

const FIXED: [&str; 26] = [
    "listen_addresses=127.0.0.1",
    // Relative to the data folder: no path is then too long for a socket.
    "unix_socket_directories=../run",
    "unix_socket_permissions=0700",
    "cluster_name=kith",
    "max_connections=40",
    "shared_buffers=128MB",
    "work_mem=8MB",
    "maintenance_work_mem=64MB",
    "effective_cache_size=512MB",
    "random_page_cost=1.1",
    "max_wal_size=1GB",
    // What one transaction of an import writes.
    "wal_buffers=16MB",
    "max_logical_replication_workers=0",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "logging_collector=on",
    "log_directory=../log",
    // One file a weekday, begun anew each week.
    "log_filename=postgres-%a.log",
    "log_rotation_age=1d",
    "log_rotation_size=0",
    "log_truncate_on_rotation=on",
    "log_min_messages=warning",
    // Neither statements nor their parameters nor the values in a message's details.
    "log_min_error_statement=panic",
    "log_parameter_max_length_on_error=0",
    "log_error_verbosity=terse",
];

/// The arguments for `postgres`.
pub(crate) fn arguments(version: Version, port: u16) -> Vec<String> {
    let mut settings: Vec<String> = FIXED.map(str::to_owned).to_vec();
    settings.push(format!("port={port}"));
    if version.major >= 18 {
        settings.push("io_method=sync".to_owned());
    }
    settings
        .into_iter()
        .flat_map(|setting| ["-c".to_owned(), setting])
        .collect()
}
