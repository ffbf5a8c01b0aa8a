//! Following imports until each is over, or nobody wants to wait any longer.

use std::{io::Stderr, path::PathBuf, time::Duration};

use anyhow::{Result, bail};
use app::{
    context::Viewer,
    imports::{self, Table, types::ImportReport},
};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    Taken,
    ask::{Answered, ask, ask_columns},
    words::{in_words, news, standing},
};
use crate::{
    board::Board,
    cli::Global,
    commands::{account::in_words as refusal, print},
};

const GLANCE: Duration = Duration::from_millis(100);

pub struct Following<'a> {
    global: &'a Global,
    viewer: &'a Viewer,
    stop: &'a CancellationToken,
    board: Board<Stderr>,
    files: Vec<Followed>,
}

struct Followed {
    name: String,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    TakenIn,
    Running(Uuid),
    Done,
    /// Nothing is to be waited for, and not all is here.
    Left,
}

impl<'a> Following<'a> {
    pub fn new(
        global: &'a Global,
        viewer: &'a Viewer,
        stop: &'a CancellationToken,
        files: &[PathBuf],
    ) -> Self {
        let followed = |file: &PathBuf| Followed {
            name: file.display().to_string(),
            state: State::TakenIn,
        };
        Self {
            global,
            viewer,
            stop,
            board: Board::on_stderr(),
            files: files.iter().map(followed).collect(),
        }
    }

    /// How many files were not imported in the end.
    pub async fn follow(mut self, mut taken: UnboundedReceiver<Taken>) -> Result<usize> {
        for place in 0..self.files.len() {
            let text = format!("{}: taking in", self.files[place].name);
            self.board.show(place, "taking in", &text)?;
        }
        loop {
            while let Ok(taken) = taken.try_recv() {
                self.begin(taken)?;
            }
            for place in 0..self.files.len() {
                if let State::Running(id) = self.files[place].state {
                    self.look(place, id).await?;
                }
            }
            if self.is_over() {
                self.board.erase()?;
                return Ok(self.count(|state| state == State::Left));
            }
            tokio::select! {
                () = tokio::time::sleep(GLANCE) => {}
                () = self.stop.cancelled() => return self.leave(),
            }
        }
    }

    fn begin(&mut self, (place, taken): Taken) -> Result<()> {
        match taken {
            Ok(id) => self.files[place].state = State::Running(id),
            Err(error) => {
                let words = format!("{}: {:#}", self.files[place].name, refusal(&error));
                self.give_up(place, &words)?;
            }
        }
        Ok(())
    }

    async fn look(&mut self, place: usize, id: Uuid) -> Result<()> {
        let report = report(self.viewer, id).await?;
        if report.is_over() {
            return self.end(place, &report);
        }
        match report.state.as_str() {
            "paused" => {
                let name = &self.files[place].name;
                let words = format!("{name}: paused; go on by kith imports resume {id}");
                self.give_up(place, &words)
            }
            "asking" => self.ask(place, &report).await,
            _ => {
                let text = format!("{}: {}", self.files[place].name, standing(&report));
                Ok(self.board.show(place, &news(&report), &text)?)
            }
        }
    }

    async fn ask(&mut self, place: usize, report: &ImportReport) -> Result<()> {
        self.board.erase()?;
        let table = self.table(report).await?;
        let answered = match &table {
            Some(table) => ask_columns(self.viewer, table, report.import_id, self.stop).await?,
            None => ask(self.viewer, report, self.stop).await?,
        };
        let by = if table.is_some() {
            "--mapping FILE"
        } else {
            "--mine ADDRESS"
        };
        match answered {
            Answered::Yes => Ok(()),
            Answered::Nobody => {
                let words = format!(
                    "{}: nobody answered; the import waits. Answer by kith imports answer {} {by}, or in the browser",
                    self.files[place].name, report.import_id
                );
                self.give_up(place, &words)
            }
        }
    }

    /// The table that is asked about, where no person is.
    async fn table(&self, report: &ImportReport) -> Result<Option<Table>> {
        if !report.proposed_addresses.is_empty() {
            return Ok(None);
        }
        let mut scope = self.viewer.begin().await?;
        Ok(imports::table_of(&mut scope, report.import_id, None).await?)
    }

    fn end(&mut self, place: usize, report: &ImportReport) -> Result<()> {
        let is_done = report.state == "done";
        self.files[place].state = if is_done { State::Done } else { State::Left };
        self.board.erase()?;
        print(self.global, report, &in_words(report));
        Ok(self.board.end(place)?)
    }

    fn give_up(&mut self, place: usize, words: &str) -> Result<()> {
        self.files[place].state = State::Left;
        self.board.erase()?;
        eprintln!("{words}");
        Ok(self.board.end(place)?)
    }

    fn is_over(&self) -> bool {
        self.count(|state| matches!(state, State::TakenIn | State::Running(_))) == 0
    }

    fn count(&self, is_counted: impl Fn(State) -> bool) -> usize {
        let states = self.files.iter().map(|file| file.state);
        states.filter(|state| is_counted(*state)).count()
    }

    fn leave(mut self) -> Result<usize> {
        self.board.erase()?;
        let running = self.count(|state| matches!(state, State::TakenIn | State::Running(_)));
        let what = match running {
            1 => "1 import goes on".to_owned(),
            running => format!("{running} imports go on"),
        };
        bail!(
            "interrupted. {what} wherever kith serve or kith work runs; see kith imports list --as {}",
            self.viewer.email
        )
    }
}

async fn report(viewer: &Viewer, id: Uuid) -> Result<ImportReport> {
    let mut scope = viewer.begin().await?;
    Ok(imports::import(&mut scope, id).await?.report())
}
