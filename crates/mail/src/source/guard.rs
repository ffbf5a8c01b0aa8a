//! Readers that watch over unpacking.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::Breach;

/// Below this many bytes any ratio is harmless.
const FREE: u64 = 256 * 1024 * 1024;
/// Mail packs some 2 to 20 times, at most; a bomb packs 1,000 times.
const RATIO: u64 = 200;

/// Where in the file on disk a source reads, for all that read in it.
pub(super) type Position = Arc<AtomicU64>;

/// A file that tells its position.
pub(super) struct Watched {
    file: File,
    position: Position,
}

impl Watched {
    pub(super) fn new(file: File, position: &Position) -> Self {
        Watched {
            file,
            position: Arc::clone(position),
        }
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.position.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = self.file.seek(to)?;
        self.position.store(place, Ordering::Relaxed);
        Ok(place)
    }
}

/// Counts what passes through it.
pub(super) struct Counted<R> {
    input: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) fn new(input: R) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        (
            Counted {
                input,
                count: Arc::clone(&count),
            },
            count,
        )
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// Fails when far more comes out of a decompressor than went in.
pub(super) struct Bounded<R> {
    output: R,
    produced: u64,
    consumed: Arc<AtomicU64>,
}

impl<R> Bounded<R> {
    pub(super) fn new(output: R, consumed: Arc<AtomicU64>) -> Self {
        Bounded {
            output,
            produced: 0,
            consumed,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.output.read(buffer)?;
        self.produced += length as u64;
        let consumed = self.consumed.load(Ordering::Relaxed);
        if self.produced > FREE && self.produced / RATIO > consumed {
            return Err(Breach::Bomb.into());
        }
        Ok(length)
    }
}

/// Compares size and checksum at the end.
pub(super) struct Checked<R> {
    input: R,
    crc: flate2::Crc,
    expected: u32,
    size: u64,
    length: u64,
}

impl<R> Checked<R> {
    pub(super) fn new(input: R, expected: u32, size: u64) -> Self {
        Checked {
            input,
            crc: flate2::Crc::new(),
            expected,
            size,
            length: 0,
        }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.crc.update(&buffer[..length]);
        self.length += length as u64;
        let is_end = length == 0 && !buffer.is_empty();
        if is_end && (self.crc.sum() != self.expected || self.length != self.size) {
            return Err(Breach::Checksum.into());
        }
        Ok(length)
    }
}
