//! Lines that say how several things stand: redrawn in place on a terminal, else written
//! anew whenever there is news. Never on standard output, which is for results.

use std::io::{IsTerminal, Result, Stderr, Write, stderr};

pub struct Board<W> {
    out: W,
    is_live: bool,
    lines: Vec<Option<Line>>,
    drawn: usize,
}

#[derive(PartialEq)]
struct Line {
    news: String,
    text: String,
}

impl Board<Stderr> {
    pub fn on_stderr() -> Self {
        let out = stderr();
        let is_live = out.is_terminal();
        Self::new(out, is_live)
    }
}

impl<W: Write> Board<W> {
    pub fn new(out: W, is_live: bool) -> Self {
        Self {
            out,
            is_live,
            lines: Vec::new(),
            drawn: 0,
        }
    }

    /// Says how the thing at this place stands. Where lines are written anew, they are
    /// only when `news` is another than before.
    pub fn show(&mut self, place: usize, news: &str, text: &str) -> Result<()> {
        if self.lines.len() <= place {
            self.lines.resize_with(place + 1, || None);
        }
        let line = Line {
            news: news.to_owned(),
            text: text.to_owned(),
        };
        let before = self.lines[place].replace(line);
        if self.is_live {
            if before != self.lines[place] {
                self.erase()?;
                self.draw()?;
            }
        } else if before.is_none_or(|before| before.news != news) {
            writeln!(self.out, "{text}")?;
        }
        Ok(())
    }

    /// Nothing more is said about this place.
    pub fn end(&mut self, place: usize) -> Result<()> {
        if let Some(line) = self.lines.get_mut(place) {
            *line = None;
        }
        self.erase()?;
        self.draw()
    }

    /// Takes the lines away, so that something else can be written.
    pub fn erase(&mut self) -> Result<()> {
        if self.drawn > 0 {
            write!(self.out, "\x1b[{}A\x1b[J", self.drawn)?;
            self.drawn = 0;
        }
        self.out.flush()
    }

    /// A line longer than the terminal is wide is cut, not wrapped.
    fn draw(&mut self) -> Result<()> {
        let shown = self.lines.iter().flatten().filter(|_| self.is_live);
        for line in shown {
            writeln!(self.out, "\x1b[?7l{}\x1b[?7h", line.text)?;
            self.drawn += 1;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(is_live: bool, work: impl FnOnce(&mut Board<&mut Vec<u8>>)) -> String {
        let mut out = Vec::new();
        work(&mut Board::new(&mut out, is_live));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_file_gets_a_line_for_each_piece_of_news() {
        let text = written(false, |board| {
            for (place, news, text) in [
                (0, "reading 1", "a: 12 %"),
                (1, "reading 0", "b: 1 %"),
                (0, "reading 1", "a: 13 %"),
                (0, "reading 2", "a: 20 %"),
            ] {
                board.show(place, news, text).unwrap();
            }
            board.end(0).unwrap();
        });
        assert_eq!(text, "a: 12 %\nb: 1 %\na: 20 %\n");
    }

    #[test]
    fn a_terminal_gets_one_line_for_each_thing_drawn_over() {
        let text = written(true, |board| {
            board.show(0, "", "a: 1 %").unwrap();
            board.show(0, "", "a: 1 %").unwrap();
            board.show(1, "", "b: 1 %").unwrap();
            board.end(0).unwrap();
        });
        let line = |text: &str| format!("\x1b[?7l{text}\x1b[?7h\n");
        let expected = [
            line("a: 1 %"),
            "\x1b[1A\x1b[J".to_owned(),
            line("a: 1 %") + &line("b: 1 %"),
            "\x1b[2A\x1b[J".to_owned(),
            line("b: 1 %"),
        ];
        assert_eq!(text, expected.concat());
    }
}
