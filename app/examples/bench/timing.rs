//! Repeated calls, and where their times lie.

use std::time::{Duration, Instant};

use anyhow::Result;

const WARM_UP: usize = 20;
const CALLS: usize = 200;

pub struct Times(Vec<Duration>);

impl Times {
    /// Calls one after the other; the first ones, which fill caches, do not count.
    pub async fn of(mut call: impl AsyncFnMut() -> Result<()>) -> Result<Self> {
        for _ in 0..WARM_UP {
            call().await?;
        }
        let mut times = Vec::with_capacity(CALLS);
        for _ in 0..CALLS {
            let start = Instant::now();
            call().await?;
            times.push(start.elapsed());
        }
        Ok(Self::taken(times))
    }

    /// Of calls that somebody else made.
    pub fn taken(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    pub fn median(&self) -> f64 {
        self.at(50)
    }

    pub fn p99(&self) -> f64 {
        self.at(99)
    }

    /// Milliseconds within which so many per cent of the calls were answered.
    fn at(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0
            .get(place)
            .map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    }
}

/// The seconds that this work took.
pub async fn seconds(work: impl Future<Output = Result<()>>) -> Result<f64> {
    let start = Instant::now();
    work.await?;
    Ok(start.elapsed().as_secs_f64())
}
