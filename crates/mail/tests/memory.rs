//! Memory does not grow with the mailbox: the heap's peak, counted while streams of generated
//! mail pass. One test, because the counter is the process's.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(unsafe_code, reason = "an allocator that counts is written with it")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{self, BufReader, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

use mail::extract::{self, Conversations};
use mail::mbox::{MESSAGE_LIMIT, RawMessage, Reader};
use mail::source::Source;

struct Counting;

static USED: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call goes on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let used = USED.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(used, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of this function.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of this function.
        unsafe { System.dealloc(place, layout) }
    }
}

/// The most that `work` holds at once, in bytes.
fn peak(work: impl FnOnce()) -> usize {
    let before = USED.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    work();
    PEAK.load(Ordering::Relaxed) - before
}

/// `times` copies of `unit`, without holding them.
struct Repeated {
    unit: Vec<u8>,
    at: usize,
    times: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.unit.len() {
            self.at = 0;
            self.times -= 1;
        }
        if self.times == 0 {
            return Ok(0);
        }
        let length = buffer.len().min(self.unit.len() - self.at);
        buffer[..length].copy_from_slice(&self.unit[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

fn repeated(unit: &str, times: usize) -> Repeated {
    Repeated {
        unit: unit.as_bytes().to_vec(),
        at: 0,
        times,
    }
}

/// Bytes of one generated message.
const MESSAGE: usize = 100_000;

fn messages(count: usize) -> Repeated {
    let head = "From a@b.de Wed Oct 12 10:00:00 2022\nFrom: a@b.de\nDate: Wed, 12 Oct 2022 10:00:00 +0000\nSubject: x\n\n";
    let body = "a line of seventy-odd letters that stands in the body of the message now\n";
    repeated(
        &format!("{head}{}\n", body.repeat(MESSAGE / body.len())),
        count,
    )
}

fn split(count: usize) -> usize {
    peak(|| {
        let source = Source::stream(messages(count)).unwrap();
        assert_eq!(source.map(Result::unwrap).count(), count);
    })
}

fn one_huge_message(line: &str) -> usize {
    peak(|| {
        let head = "From a@b.de Wed Oct 12 10:00:00 2022\nSubject: x\nContent-Length: 60000000\n\n";
        let times = 3 * MESSAGE_LIMIT / line.len();
        let input = head.as_bytes().chain(repeated(line, times));
        let found: Vec<RawMessage> = Reader::new(BufReader::new(input))
            .map(Result::unwrap)
            .collect();
        assert!(found.len() == 1 && found[0].oversized);
    })
}

fn converse(count: usize) -> usize {
    let raw = |number: usize| {
        RawMessage {
        offset: 0,
        end: 0,
        bytes: format!(
            "From: a@b.de\nTo: c@d.de\nMessage-ID: <{number}@b.de>\nSubject: number {number}\n\nhello\n"
        )
        .into_bytes(),
        received: None,
        oversized: false,
    }
    };
    let record = extract::read(&raw(0)).unwrap();
    peak(|| {
        let mut conversations = Conversations::default();
        for number in 0..count {
            let mut record = record.clone();
            record.message_id = format!("{number}@b.de");
            record.subject = format!("number {number}");
            conversations.push(record, ());
            while conversations.ready().is_some() {}
        }
    })
}

#[test]
fn memory_does_not_grow_with_the_mailbox() {
    let (small, large) = (split(100), split(2000));
    assert!(
        large < small + 1_000_000,
        "10 MB need {small}, 200 MB {large}"
    );
    for line in ["a line of a message\n", "a line that never ends "] {
        let huge = one_huge_message(line);
        assert!(huge < 5 * MESSAGE_LIMIT, "{huge}");
    }
    let (some, many) = (converse(120_000), converse(300_000));
    assert!(
        many < some + some / 10,
        "120,000 need {some}, 300,000 {many}"
    );
}
