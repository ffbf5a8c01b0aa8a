//! From the bytes of a stream to pieces of an answer. Invariant: the last item is the whole
//! answer or an error, and a stream that breaks off is never an answer.

use std::{collections::VecDeque, time::Duration};

use futures::{StreamExt, stream, stream::BoxStream};
use reqwest::Response;
use tokio::time::{Instant, timeout};

use crate::{
    connection::{Connection, LARGEST},
    error::Error,
    provider::{Answer, Piece, Pieces},
    sse::{Decoder, Event, TooLarge},
};

/// What a vendor's events come to.
pub(crate) trait Assembly: Send + 'static {
    /// Text that this event adds.
    fn take(&mut self, event: &Event) -> Result<Option<String>, Error>;

    fn is_done(&self) -> bool;

    /// After the last event; an error where more had to come.
    fn answer(&mut self) -> Result<Answer, Error>;
}

struct Reading<A> {
    chunks: BoxStream<'static, Result<Vec<u8>, Error>>,
    decoder: Decoder,
    waiting: VecDeque<Event>,
    assembly: A,
    silence: Duration,
    until: Instant,
    length: usize,
    has_ended: bool,
    is_over: bool,
}

pub(crate) fn pieces<A: Assembly>(
    connection: &Connection,
    response: Response,
    assembly: A,
    until: Instant,
) -> Pieces {
    let chunks = response
        .bytes_stream()
        .map(|chunk| chunk.map(|bytes| bytes.to_vec()).map_err(|_| Error::Broken));
    let reading = Reading {
        chunks: chunks.boxed(),
        decoder: Decoder::new(),
        waiting: VecDeque::new(),
        assembly,
        silence: connection.silence,
        until,
        length: 0,
        has_ended: false,
        is_over: false,
    };
    let pieces = stream::unfold(reading, |mut reading| async move {
        if reading.is_over {
            return None;
        }
        let piece = reading.next().await;
        reading.is_over = !matches!(piece, Ok(Piece::Text(_)));
        Some((piece, reading))
    });
    pieces.boxed()
}

impl<A: Assembly> Reading<A> {
    async fn next(&mut self) -> Result<Piece, Error> {
        loop {
            while let Some(event) = self.waiting.pop_front() {
                let text = self.assembly.take(&event)?;
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    return self.bounded(text);
                }
                if self.assembly.is_done() {
                    return self.done();
                }
            }
            if self.has_ended {
                return self.done();
            }
            self.read().await?;
        }
    }

    async fn read(&mut self) -> Result<(), Error> {
        let left = self.until.saturating_duration_since(Instant::now());
        let next = timeout(self.silence.min(left), self.chunks.next());
        let too_large = |TooLarge| Error::Strange("it is too large");
        match next.await.map_err(|_| Error::Late)? {
            Some(chunk) => {
                let events = self.decoder.push(&chunk?).map_err(too_large)?;
                self.waiting.extend(events);
            }
            None => {
                self.has_ended = true;
                self.waiting
                    .extend(self.decoder.finish().map_err(too_large)?);
            }
        }
        Ok(())
    }

    fn bounded(&mut self, text: String) -> Result<Piece, Error> {
        self.length += text.len();
        if self.length > LARGEST {
            return Err(Error::Strange("it is too large"));
        }
        Ok(Piece::Text(text))
    }

    fn done(&mut self) -> Result<Piece, Error> {
        Ok(Piece::Done(Box::new(self.assembly.answer()?)))
    }
}
