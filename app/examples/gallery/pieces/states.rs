//! Notices, progress, overlays, drawings and icons.

use app::ui::*;
use leptos::prelude::*;

pub fn states() -> impl IntoView {
    let tones = [
        Tone::Neutral,
        Tone::Info,
        Tone::Positive,
        Tone::Caution,
        Tone::Critical,
    ];
    view! {
        <Section title="States">
            <div class="grid gap-8 md:grid-cols-2">
                <div class="form">
                    {tones
                        .map(|tone| {
                            view! {
                                <Notice tone=tone title=format!("{tone:?}")>
                                    "Stored 4,981 of 5,000 messages. 19 were skipped: newsletters."
                                </Notice>
                            }
                        })
                        .collect_view()}
                </div>
                <div class="form">
                    <Progress state=ProgressState {
                        stage: "Counting".to_owned(),
                        done: 1_204,
                        ..ProgressState::default()
                    } />
                    <Progress state=ProgressState {
                        stage: "Finding people".to_owned(),
                        done: 4_400,
                        total: Some(5_000),
                        rate: Some("830 a second".to_owned()),
                        left: Some("1 second left".to_owned()),
                    } />
                    <Steps
                        label="Steps"
                        steps=[
                            StepState::Done,
                            StepState::Failed,
                            StepState::Current,
                            StepState::Ahead,
                        ]
                            .map(|state| Step {
                                label: format!("{state:?}"),
                                state,
                            })
                            .to_vec()
                    />
                    <Skeleton label="Loading contacts" rows=4 />
                    <LineChart
                        label="Interactions a week"
                        points=[
                            ("Jan", 12.0),
                            ("Feb", 30.0),
                            ("Mar", 22.0),
                            ("Apr", 41.0),
                            ("May", 38.0),
                            ("Jun", 57.0),
                        ]
                            .map(|(label, value)| ChartPoint {
                                label: label.to_owned(),
                                value,
                            })
                            .to_vec()
                    />
                </div>
            </div>
        </Section>
    }
}

pub fn overlays() -> impl IntoView {
    view! {
        <Section title="Overlays">
            <FormActions>
                <Button press=Press::Nothing attr:popovertarget="delete-contact">
                    "Delete contact…"
                </Button>
                <Button press=Press::Nothing attr:popovertarget="preview">
                    "Preview"
                </Button>
                <Menu
                    label="Sort"
                    icon=IconName::CaretDown
                    kind=ButtonKind::Plain
                    items=vec![
                        MenuItem::link("Strength", "#").current(true),
                        MenuItem::link("Name", "#"),
                        MenuItem::post("Delete view", "#").icon(IconName::Delete).danger(),
                    ]
                >
                    "Sort"
                </Menu>
            </FormActions>
            <Disclosure summary="Why this score">
                <p>"Because of 97 exchanges in two years."</p>
            </Disclosure>
            <Dialog
                id="delete-contact"
                title="Delete Sylvia Fjällström?"
                actions=|| {
                    view! {
                        <form method="post" action="#">
                            <Button kind=ButtonKind::Danger icon=IconName::Delete>
                                "Delete contact"
                            </Button>
                        </form>
                    }
                }
            >
                <p>"Her facts, notes and timeline go. You can undo this for 30 days."</p>
            </Dialog>
            <Sheet id="preview" title="Sylvia Fjällström">
                <Facts>
                    <Fact label="Company">"Nordlicht GmbH"</Fact>
                </Facts>
            </Sheet>
        </Section>
    }
}

pub fn empties() -> impl IntoView {
    view! {
        <Section title="Drawings">
            <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
                {Drawing::ALL
                    .map(|drawing| {
                        view! {
                            <Card>
                                <EmptyState
                                    drawing=drawing
                                    title=format!("{drawing:?}")
                                    detail="One sentence, one action."
                                >
                                    <Button small=true>"Import mailbox"</Button>
                                </EmptyState>
                            </Card>
                        }
                    })
                    .collect_view()}
            </div>
        </Section>
    }
}

pub fn icons() -> impl IntoView {
    view! {
        <Section title="Icons">
            <div class="flex flex-wrap gap-3">
                {IconName::ALL
                    .iter()
                    .map(|name| view! { <Icon name=*name label=format!("{name:?}") /> })
                    .collect_view()}
            </div>
        </Section>
    }
}
