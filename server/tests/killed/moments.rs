//! When what is killed. Moments are places in the work, not in time: a kill happens when
//! the import is that far, however long that took.

/// What is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Victim {
    Server,
    Database,
}

/// How far an import or an undo is: its stage, and within it 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub state: String,
    pub stage: String,
    pub fraction: f64,
}

/// On a line on which each import and each undo, one after the other, is of length 1.
#[derive(Clone, Copy, Debug)]
struct Moment {
    at: f64,
    /// How often the import is looked at again before the blow falls.
    glances: u32,
    victim: Victim,
}

#[derive(Debug, Default)]
pub struct Moments {
    /// The next one last.
    coming: Vec<Moment>,
    legs_over: u32,
    past: Vec<(Victim, Progress)>,
}

/// An import, its undo, and the import again.
const LEGS: f64 = 3.0;
/// So often at most in one place: further kills wait until the work has gone on.
const IN_ONE_PLACE: usize = 2;

impl Moments {
    pub fn drawn(seed: u64, count: usize) -> Self {
        let mut state = seed;
        let mut draw = |below: u32| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u32 % below
        };
        let moment = |_| Moment {
            at: f64::from(draw(1_000)) / 1_000.0 * LEGS,
            glances: draw(30),
            victim: [Victim::Server, Victim::Database][draw(2) as usize],
        };
        let mut coming: Vec<Moment> = (0..count).map(moment).collect();
        coming.sort_by(|one, other| other.at.total_cmp(&one.at));
        Self {
            coming,
            ..Self::default()
        }
    }

    /// Who is to die now.
    pub fn strike(&mut self, progress: &Progress) -> Option<Victim> {
        let works = matches!(progress.state.as_str(), "running" | "undoing");
        let reached = f64::from(self.legs_over) + done(progress);
        let here = self
            .past
            .iter()
            .rev()
            .take_while(|(_, then)| then == progress);
        let too_often = here.count() == IN_ONE_PLACE;
        let moment = self.coming.last_mut()?;
        if !works || too_often || reached < moment.at {
            return None;
        }
        if moment.glances > 0 {
            moment.glances -= 1;
            return None;
        }
        let victim = moment.victim;
        self.coming.pop();
        self.past.push((victim, progress.clone()));
        Some(victim)
    }

    /// What was meant for the end of this one happens at the beginning of the next.
    pub fn next_leg(&mut self) {
        self.legs_over += 1;
    }

    pub fn left(&self) -> usize {
        self.coming.len()
    }

    pub fn happened(&self, victim: Victim) -> usize {
        self.past.iter().filter(|(who, _)| *who == victim).count()
    }

    pub fn during_undo(&self) -> usize {
        let undoing = self.past.iter().filter(|(_, then)| then.state == "undoing");
        undoing.count()
    }
}

/// Reading and removing are most of the work; the other stages come after.
fn done(progress: &Progress) -> f64 {
    match progress.stage.as_str() {
        "reading" | "removing" => 0.7 * progress.fraction,
        "people" | "sweeping" => 0.75,
        "scores" | "recounting" => 0.85,
        "suggestions" => 0.9,
        _ => 0.0,
    }
}
