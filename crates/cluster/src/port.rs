//! Ports on the loopback address, below those from which systems serve outgoing connections: while
//! the server is down, no client can then take its port, or connect to itself there.

use std::net::TcpListener;
use std::ops::RangeInclusive;

use rand::TryRngCore;
use rand::rngs::OsRng;

const PORTS: RangeInclusive<u16> = 15_000..=32_000;
const TRIES: usize = 100;

pub(crate) fn free_port() -> std::io::Result<u16> {
    for _ in 0..TRIES {
        let port = random_port()?;
        if is_free(port) {
            return Ok(port);
        }
    }
    Err(std::io::ErrorKind::AddrInUse.into())
}

pub(crate) fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

fn random_port() -> std::io::Result<u16> {
    let chance = OsRng.try_next_u32().map_err(std::io::Error::other)?;
    let offset = chance % u32::from(PORTS.end() - PORTS.start() + 1);
    Ok(PORTS.start() + u16::try_from(offset).map_err(std::io::Error::other)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_someone_listens_on_is_not_free() {
        let port = free_port().unwrap();
        assert!(PORTS.contains(&port));
        let _listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        assert!(!is_free(port));
    }
}
