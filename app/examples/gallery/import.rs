//! An import while it runs: three steps, live figures, what was found so far.

use app::ui::*;
use leptos::prelude::*;

use crate::world::{PEOPLE, frame};

pub fn page() -> AnyView {
    view! {
        <AppFrame frame=frame("Imports")>
            <Page width=Width::Reading>
                <PageHead
                    title="archive-2024.mbox"
                    back=("Imports".to_owned(), "#".to_owned())
                    detail="412 MB, started 2 minutes ago by you"
                    actions=|| view! { <Button>"Stop import"</Button> }
                />
                <div class="stack">
                    <Steps label="Import" steps=steps() />
                    <Card>
                        <Progress state=ProgressState {
                            stage: "Reading messages".to_owned(),
                            done: 3_204,
                            total: Some(5_000),
                            rate: Some("1,240 a second".to_owned()),
                            left: Some("about 2 seconds left".to_owned()),
                        } />
                    </Card>
                    <Notice tone=Tone::Info>
                        "You can leave this page. The import goes on, and the result stays here."
                    </Notice>
                    <div class="grid gap-8 md:grid-cols-2">
                        <Section title="What we found so far">
                            <List label="Strongest ties">
                                {PEOPLE.iter().take(4).map(found).collect::<Vec<_>>()}
                            </List>
                        </Section>
                        <Section title="Account">
                            <Tally lines=tally() />
                        </Section>
                    </div>
                </div>
            </Page>
        </AppFrame>
    }
    .into_any()
}

fn steps() -> Vec<Step> {
    let step = |label: &str, state| Step {
        label: label.to_owned(),
        state,
    };
    vec![
        step("File", StepState::Done),
        step("Your addresses", StepState::Done),
        step("Result", StepState::Current),
    ]
}

fn found(person: &'static crate::world::Acquaintance) -> impl IntoView {
    view! {
        <ListItem href="contact.html" end=move || view! { <StrengthDot value=person.score /> }>
            <Person name=person.name size=AvatarSize::Tiny />
        </ListItem>
    }
}

fn tally() -> Vec<TallyLine> {
    vec![
        TallyLine::new("Listed", 3_204),
        TallyLine::new("Stored", 2_981),
        TallyLine::new("Known already", 204),
        TallyLine::new("Skipped", 17),
        TallyLine::new("newsletters", 14).nested(),
        TallyLine::new("automatic answers", 3).nested(),
        TallyLine::new("Failed", 2),
        TallyLine::new("no sender", 2).nested(),
    ]
}
