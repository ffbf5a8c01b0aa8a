//! How far an import is as a whole, and how long it is likely to go on. Reading is
//! measured by the bytes of the file; what follows is judged by how long it took to come
//! so far, since the stages keep about the same proportions whatever the mailbox.

/// The share that each stage has in the whole work, as measured on mailboxes of 10,000
/// and 100,000 messages (`cargo xtask bench import`), in the order of the stages.
const SHARES: [(&str, f64); 4] = [
    ("reading", 0.80),
    ("people", 0.15),
    ("scores", 0.03),
    ("suggestions", 0.02),
];
/// Who runs late is expected to need a quarter of that again.
const LATE: f64 = 0.25;
/// Before so much of the file and of a second, every guess is a bad one.
const LEAST_FRACTION: f64 = 0.001;
const LEAST_SECONDS: f64 = 0.5;

/// Where the work stands: working seconds over all runs, those of them before this stage,
/// and how much of the file is read.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    pub stage: &'a str,
    pub seconds: f64,
    pub stage_began: f64,
    pub read: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Of the whole work, 0 to 1.
    pub progress: f64,
    pub seconds_left: Option<f64>,
}

pub fn forecast(work: &Work) -> Forecast {
    let stage = match work.stage {
        "including" => "reading",
        stage => stage,
    };
    let place = SHARES.iter().position(|(known, _)| *known == stage);
    let Some(place) = place else {
        return Forecast {
            progress: f64::from(work.stage == "done"),
            seconds_left: None,
        };
    };
    let share_of = |shares: &[(&str, f64)]| shares.iter().map(|(_, share)| share).sum::<f64>();
    let (before, share) = (share_of(&SHARES[..place]), SHARES[place].1);
    let after = 1.0 - before - share;
    if place == 0 {
        let progress = share * work.read;
        let spent = work.seconds - work.stage_began;
        let is_known = spent > LEAST_SECONDS && work.read > LEAST_FRACTION;
        return Forecast {
            progress,
            seconds_left: is_known.then(|| spent * (1.0 - progress) / progress),
        };
    }
    let spent = (work.seconds - work.stage_began).max(0.0);
    let expected = work.stage_began * share / before;
    let left = (expected - spent).max(spent * LATE);
    let done = if spent + left > 0.0 {
        spent / (spent + left)
    } else {
        0.0
    };
    let is_known = work.stage_began > LEAST_SECONDS;
    Forecast {
        progress: before + share * done,
        seconds_left: is_known.then(|| left + work.stage_began * after / before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(stage: &str, seconds: f64, stage_began: f64, read: f64) -> Forecast {
        forecast(&Work {
            stage,
            seconds,
            stage_began,
            read,
        })
    }

    #[test]
    fn while_reading_the_file_says_how_far() {
        let half = at("reading", 8.0, 0.0, 0.5);
        assert!((half.progress - 0.4).abs() < 1e-9);
        assert!((half.seconds_left.unwrap() - 12.0).abs() < 1e-9, "8 of 20");
        assert_eq!(at("reading", 0.2, 0.0, 0.5).seconds_left, None, "too soon");
        assert_eq!(at("reading", 8.0, 0.0, 0.0).seconds_left, None, "no byte");
    }

    #[test]
    fn after_reading_the_time_that_was_needed_says_how_far() {
        let begun = at("people", 16.0, 16.0, 1.0);
        assert!((begun.progress - 0.8).abs() < 1e-9);
        assert!((begun.seconds_left.unwrap() - 4.0).abs() < 1e-9, "16 of 20");
        let on = at("people", 17.0, 16.0, 1.0);
        assert!((on.seconds_left.unwrap() - 3.0).abs() < 1e-9);
        let last = at("suggestions", 19.6, 19.6, 1.0);
        assert!((last.seconds_left.unwrap() - 0.4).abs() < 1e-9);
    }

    #[test]
    fn who_runs_late_is_not_told_to_be_done() {
        let late = at("people", 36.0, 16.0, 1.0);
        assert!(late.seconds_left.unwrap() > 5.0);
        assert!(late.progress < 0.95 && late.progress > 0.9);
    }

    #[test]
    fn it_only_goes_forward() {
        let course = [
            at("waiting", 0.0, 0.0, 0.0),
            at("reading", 0.1, 0.0, 0.0),
            at("reading", 4.0, 0.0, 0.4),
            at("reading", 10.0, 0.0, 1.0),
            at("people", 10.0, 10.0, 1.0),
            at("people", 11.0, 10.0, 1.0),
            at("people", 40.0, 10.0, 1.0),
            at("scores", 40.0, 40.0, 1.0),
            at("suggestions", 41.0, 41.0, 1.0),
            at("done", 41.0, 41.0, 1.0),
        ];
        assert!(course.is_sorted_by(|one, next| one.progress <= next.progress));
        assert_eq!(
            course[9],
            Forecast {
                progress: 1.0,
                seconds_left: None
            }
        );
    }
}
