//! Each kind of event, from the message that tells it to all places where it is shown.

use super::*;
use crate::life_events::types::EventKind;

#[tokio::test]
async fn each_kind_is_kept_with_its_words_and_shown_everywhere() {
    use EventKind::{
        EventAttendance, Fundraising, JobChange, Milestone, Move, ProductLaunch, Promotion,
    };
    for (kind, said, summary) in [
        (JobChange, "I've joined Globex.", "Has a new job: Globex"),
        (Promotion, "I was promoted!", "Was promoted"),
        (
            Fundraising,
            "We've raised our seed round.",
            "Their company raised money",
        ),
        (
            ProductLaunch,
            "We've launched the new portal.",
            "Launched something new",
        ),
        (
            Milestone,
            "We got married in spring.",
            "Has something to celebrate",
        ),
        (
            EventAttendance,
            "I'm speaking at Rustfest.",
            "Takes part in Rustfest",
        ),
        (Move, "I've moved to Lisbon.", "Moved to Lisbon"),
    ] {
        let (app, ada, _) = imported(&wrote("1", 4, &format!("{said} Bye!"))).await;
        let mut scope = app.scope(&ada).await;
        let found = all(&mut scope).await;
        assert_eq!(found.len(), 1, "{said}: {found:?}");
        let event = &found[0];
        assert_eq!(
            (event.kind.as_str(), event.summary.as_str()),
            (kind.as_str(), summary)
        );
        assert!(event.confidence >= 0.7, "{event:?}");
        assert_eq!(event.quote, said);
        let open = suggestions::open(&mut scope, "open", None, 9);
        let open = open.await.unwrap();
        assert_eq!(open[0].reason(), Reason::Event, "{said}");
        assert_eq!(
            open[0].sentence(),
            format!("{summary}, as their message says.")
        );
        drop(scope);
        let browser = app.browser(&ada).await;
        for path in ["/".to_owned(), format!("/contacts/{}", event.contact_id)] {
            let page = browser.page(&path).await;
            assert!(page.contains(summary), "{said} on {path}");
        }
    }
}
