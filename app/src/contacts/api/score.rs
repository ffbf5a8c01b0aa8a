//! How strong the tie to a contact is, over REST.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Answer, ApiPath, Caller, Outcome, answer},
    contacts::{
        contact,
        explain::{Reason, reasons, summary},
    },
    scoring::{Counts, CoursePoint, ScoreParts, Standing, standing},
    ui::Clock,
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct ScoreDetails {
    /// 0 to 10
    score: f64,
    /// The whole in a few words.
    summary: String,
    parts: ScoreParts,
    /// The same parts, the weightiest first, each with the sentence that proves it.
    reasons: Vec<ReasonDetails>,
    /// Messages from them.
    inbound: i64,
    /// Messages to them.
    outbound: i64,
    /// My messages since their last one.
    unanswered: i64,
    first_contact_at: Option<DateTime<Utc>>,
    last_inbound_at: Option<DateTime<Utc>>,
    last_outbound_at: Option<DateTime<Utc>>,
    /// Interactions no older than 30 days, 90 days, 1, 2 and 5 years; each counts once,
    /// in the youngest window it falls in.
    windows: [i64; 5],
    channels: ChannelCounts,
    /// The usual pause between conversations, if there were two.
    rhythm_days: Option<f64>,
    /// Half of these pauses lie within a range of so many days.
    spread_days: Option<f64>,
    /// The score as of the end of each of the last 24 months, and now; the oldest first.
    course: Vec<CoursePoint>,
}

#[derive(Serialize, ToSchema)]
pub struct ReasonDetails {
    /// `reciprocity`, `recency`, `frequency`, `tenure` or `breadth`
    part: &'static str,
    label: &'static str,
    value: f64,
    /// As much as this part can be.
    max: f64,
    words: String,
}

impl From<Reason> for ReasonDetails {
    fn from(reason: Reason) -> Self {
        Self {
            part: reason.part,
            label: reason.label,
            value: reason.value,
            max: reason.max,
            words: reason.words,
        }
    }
}

/// How many interactions there were on each channel.
#[derive(Serialize, ToSchema)]
pub struct ChannelCounts {
    mail: i64,
    meeting: i64,
    message: i64,
    call: i64,
}

impl ScoreDetails {
    /// In the words of one who looks at the clock here.
    pub fn new(standing: Standing, clock: Clock) -> Self {
        let summary = summary(&standing, clock);
        let reasons = reasons(&standing, clock).map(ReasonDetails::from).into();
        let Counts {
            evidence,
            last_outbound_at,
            unanswered,
            by_channel: [mail, meeting, message, call],
            rhythm,
            ..
        } = standing.counts;
        Self {
            score: standing.parts.total(),
            summary,
            reasons,
            parts: standing.parts,
            inbound: evidence.inbound,
            outbound: evidence.outbound,
            unanswered,
            first_contact_at: evidence.first_at,
            last_inbound_at: evidence.last_inbound_at,
            last_outbound_at,
            windows: evidence.windows,
            channels: ChannelCounts {
                mail,
                meeting,
                message,
                call,
            },
            rhythm_days: rhythm.map(|rhythm| rhythm.days),
            spread_days: rhythm.map(|rhythm| rhythm.spread_days),
            course: standing.course,
        }
    }
}

/// How strong the tie is, why, and how it came to be so
#[utoipa::path(
    get, path = "/contacts/{id}/score", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ScoreDetails>)),
)]
pub async fn get_score(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ScoreDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    contact(&mut scope, id).await?;
    let clock = Clock {
        now: caller.0.now,
        zone: caller.0.zone,
    };
    answer(ScoreDetails::new(standing(&mut scope, id).await?, clock))
}
