//! Positions of a card. `ORG` and `TITLE` are properties of their own, so that it must be told
//! which belong together: those of one group, else in their order.

use crate::content_line::{Property, structured};
use crate::dates::PartialDate;
use crate::record::Employment;

#[derive(Default)]
pub(super) struct Jobs(Vec<Job>);

#[derive(Default)]
struct Job {
    employment: Employment,
    group: Option<String>,
    has_organization: bool,
    /// All of it stood in one property: nothing else belongs to it.
    is_whole: bool,
}

impl Jobs {
    pub(super) fn organization(&mut self, property: &Property) {
        let job = self.open(property, |job| !job.has_organization);
        job.has_organization = true;
        job.takes_organization(property);
    }

    pub(super) fn title(&mut self, property: &Property) {
        let is_open = |job: &Job| job.employment.title.is_none();
        let job = match self.0.last() {
            // Right behind a position that ended.
            Some(last) if is_open(last) && last.has_ended() => self.0.last_mut(),
            _ => None,
        };
        let job = match job {
            Some(job) => job,
            None => self.open(property, is_open),
        };
        job.employment.title = property.text();
    }

    /// A position in one property, as Kith writes all but the present one.
    pub(super) fn position(&mut self, property: &Property) {
        let mut job = Job {
            is_whole: true,
            ..Job::default()
        };
        job.takes_organization(property);
        job.employment.title = property.param("X-TITLE").map(str::to_owned);
        self.0.push(job);
    }

    pub(super) fn has_title(&self) -> bool {
        let mut open = self.0.iter().filter(|job| !job.is_whole);
        open.any(|job| job.employment.title.is_some())
    }

    pub(super) fn employments(self) -> Vec<Employment> {
        let employments = self.0.into_iter().map(|job| job.employment);
        employments
            .filter(|job| *job != Employment::default())
            .collect()
    }

    /// The job that still wants this property: that of its group, else the first, else a new one.
    fn open(&mut self, property: &Property, is_open: fn(&Job) -> bool) -> &mut Job {
        let group = &property.group;
        let wants = |job: &Job| !job.is_whole && is_open(job);
        let of_group = |job: &Job| wants(job) && group.is_some() && job.group == *group;
        let at = self.0.iter().position(of_group);
        let at = at.or_else(|| self.0.iter().position(wants));
        let at = at.unwrap_or_else(|| {
            self.0.push(Job::default());
            self.0.len() - 1
        });
        let job = &mut self.0[at];
        job.group = job.group.take().or_else(|| group.clone());
        job
    }
}

impl Job {
    fn has_ended(&self) -> bool {
        !self.is_whole && self.employment.until.is_some()
    }

    /// Company, department and time.
    fn takes_organization(&mut self, property: &Property) {
        let mut parts = structured(&property.value()).into_iter();
        let some = |text: &String| !text.is_empty();
        let day = |name| property.param(name).and_then(PartialDate::iso);
        let job = &mut self.employment;
        job.company = parts.next().filter(some);
        job.department = Some(parts.filter(some).collect::<Vec<_>>().join(", ")).filter(some);
        (job.since, job.until) = (day("X-SINCE"), day("X-UNTIL"));
    }
}
