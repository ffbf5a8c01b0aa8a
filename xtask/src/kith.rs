//! A running `kith`: started in a process group of its own, so that a Ctrl-C in the
//! terminal reaches it once, through us; stopped before xtask ends.

use crate::command::{attend, send};
use anyhow::{Context, Result, bail};
use rustix::process::Signal;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(50);

pub struct Kith(Child);

impl Kith {
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .context("could not start kith")?;
        Ok(Self(child))
    }

    /// Waits until `/readyz` at this address answers 200.
    pub fn wait_until_ready(&mut self, address: SocketAddr) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !is_ready(address) {
            if let Some(status) = self.0.try_wait()? {
                bail!("kith ended with {status} before it was ready");
            }
            if crate::interrupt::happened() {
                bail!("interrupted");
            }
            if Instant::now() > deadline {
                bail!("kith was not ready at {address} after {PATIENCE:?}");
            }
            sleep(GLANCE);
        }
        Ok(())
    }

    /// Waits for its end and passes signals on to it.
    pub fn attend(mut self) -> Result<ExitStatus> {
        attend(&mut self.0)
    }

    pub fn has_ended(&mut self) -> Result<bool> {
        Ok(self.0.try_wait()?.is_some())
    }

    /// Asks it to end, and makes it end when it does not.
    pub fn stop(&mut self) -> Result<()> {
        if self.has_ended()? {
            return Ok(());
        }
        send(&self.0, Signal::TERM)?;
        let deadline = Instant::now() + PATIENCE;
        while self.0.try_wait()?.is_none() {
            if Instant::now() > deadline {
                self.0.kill()?;
            }
            sleep(GLANCE);
        }
        Ok(())
    }
}

/// The last resort on the way out of a failed task; `stop` reports errors, this cannot.
impl Drop for Kith {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            eprintln!("kith was not stopped: {error:#}");
        }
    }
}

/// An address on loopback that nobody listens on.
pub fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?)
}

fn is_ready(address: SocketAddr) -> bool {
    let answer = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )?;
        let mut text = String::new();
        stream.take(64).read_to_string(&mut text)?;
        Ok(text)
    };
    answer().is_ok_and(|text| text.starts_with("HTTP/1.1 200 "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_200_is_ready() {
        for (status, expected) in [("200 OK", true), ("503 Service Unavailable", false)] {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let address = listener.local_addr().unwrap();
            let server = std::thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 512];
                let _length = stream.read(&mut request).unwrap();
                write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").unwrap();
            });
            assert_eq!(is_ready(address), expected);
            server.join().unwrap();
        }
        assert!(!is_ready(free_address().unwrap()));
    }

    #[test]
    fn stops_what_it_started() {
        let mut kith = Kith::start(Command::new("sleep").arg("600")).unwrap();
        assert!(!kith.has_ended().unwrap());
        kith.stop().unwrap();
        assert!(kith.has_ended().unwrap());
    }
}
