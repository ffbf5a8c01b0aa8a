//! UTF-16 in, UTF-8 out, without its byte order mark.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

const CHUNK: usize = 16 * 1024;

pub(super) struct Utf8<R> {
    input: R,
    decoder: Decoder,
    /// Decoded and not yet read.
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Utf8<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        Utf8 {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            ready: Vec::new(),
            at: 0,
            ended: false,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let mut chunk = [0; CHUNK];
        let length = self.input.read(&mut chunk)?;
        self.ended = length == 0;
        self.ready.resize(CHUNK * 4, 0);
        self.at = 0;
        let (result, _, written, _) =
            self.decoder
                .decode_to_utf8(&chunk[..length], &mut self.ready, self.ended);
        debug_assert_eq!(result, CoderResult::InputEmpty);
        self.ready.truncate(written);
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.ended {
            self.decode_more()?;
        }
        let length = buffer.len().min(self.ready.len() - self.at);
        buffer[..length].copy_from_slice(&self.ready[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}
