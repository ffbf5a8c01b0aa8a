//! Whom to write to first; beneath, what is coming and three figures.

use app::ui::*;
use leptos::prelude::*;

use crate::world::{Acquaintance, PEOPLE, clock, days_ago, frame};

pub fn page() -> AnyView {
    view! {
        <AppFrame frame=frame("Today")>
            <Page width=Width::Reading>
                <PageHead title="Good morning, Amália" detail="Tuesday, 25 March" />
                <div class="stack">
                    <Section title="Write to" count="5">
                        <div class="suggestions">
                            {suggestion(
                                1,
                                "She asked on 16 March whether the Lisbon offsite is on, and you have not answered yet.",
                                true,
                            )}
                            {suggestion(
                                2,
                                "You usually write every month; this is the longest silence in a year.",
                                false,
                            )}
                            {suggestion(
                                3,
                                "Her birthday is in ten days, and she changed jobs in February.",
                                false,
                            )}
                            {suggestion(
                                4,
                                "You promised him the minutes of the January meeting.",
                                false,
                            )}
                            {suggestion(
                                5,
                                "Harbour & Vale closed a fund last week. You talked about it in autumn.",
                                false,
                            )}
                        </div>
                    </Section>
                    <Section title="Coming up">{upcoming()}</Section>
                    {figures()}
                </div>
            </Page>
        </AppFrame>
        <Toasts>
            <Toast
                message="Marked Jonah Adler as done."
                undo=Undo {
                    action: "#".to_owned(),
                    fields: Vec::new(),
                }
            />
        </Toasts>
    }
    .into_any()
}

fn suggestion(index: usize, reason: &'static str, open: bool) -> impl IntoView {
    let person: &Acquaintance = &PEOPLE[index];
    let text = "Hi Sylvia,\n\nyes, the offsite is on: 12 to 14 May, in the old printing house at Marvila. I held a room for you until the end of next week.\n\nWould you still like to run the session on shared funding? An hour on the second morning is yours if so.\n\nWarmly,\nAmália";
    view! {
        <Suggestion
            name=person.name
            detail=person.detail()
            href="contact.html"
            reason=reason
            score=person.score
            last=move || {
                view! {
                    "Last mail "
                    <Time at=person.last() clock=clock() />
                    " · usually every "
                    {person.rhythm}
                }
            }
            actions=move || {
                view! {
                    <Button
                        kind=if open { ButtonKind::Primary } else { ButtonKind::Plain }
                        small=true
                        icon=IconName::Copy
                        key_hint="C"
                    >
                        "Copy draft"
                    </Button>
                    <Button small=true icon=IconName::Check key_hint="D">
                        "Done"
                    </Button>
                    <Button kind=ButtonKind::Quiet small=true icon=IconName::Snooze key_hint="S">
                        "Snooze"
                    </Button>
                    <Button kind=ButtonKind::Quiet small=true icon=IconName::Close key_hint="X">
                        "Dismiss"
                    </Button>
                }
            }
        >
            <Draft subject="The Lisbon offsite" text=text manner="English · warm" open=open />
        </Suggestion>
    }
}

fn upcoming() -> impl IntoView {
    view! {
        <List label="Coming up">
            <ListItem icon=IconName::Meeting href="#" end=|| "Tomorrow, 13:00">
                <strong>"Lunch with Jonah Adler"</strong>
                " · Time Out Market"
            </ListItem>
            <ListItem
                icon=IconName::Task
                href="#"
                end=|| {
                    view! {
                        <Tag label="Overdue" tone=Tone::Caution />
                        "21 March"
                    }
                }
            >
                <strong>"Send the update to Ines Okafor"</strong>
            </ListItem>
            <ListItem icon=IconName::Birthday href="#" end=|| "4 April">
                <strong>"ليلى الحسن"</strong>
            </ListItem>
            <ListItem
                icon=IconName::News
                href="#"
                end=|| view! { <Time at=days_ago(2) clock=clock() /> }
            >
                <strong>"Sylvia Fjällström"</strong>
                " is now Head of Partnerships"
            </ListItem>
        </List>
    }
}

fn figures() -> impl IntoView {
    let course = |numbers: [u32; 12]| numbers.into_iter().map(f64::from).collect::<Vec<_>>();
    view! {
        <Figures>
            <Figure
                label="In touch with"
                value="38 people"
                change="6 more than the week before"
                trend=Trend::UpBetter
                course=course([22, 25, 24, 30, 28, 31, 27, 33, 30, 35, 32, 38])
            />
            <Figure
                label="Waiting for you"
                value="9 answers"
                change="3 more than the week before"
                trend=Trend::UpWorse
                course=course([4, 6, 5, 3, 4, 7, 6, 5, 8, 7, 6, 9])
            />
            <Figure
                label="Median answer"
                value="1.4 days"
                change="as the week before"
                course=course([3, 3, 2, 2, 2, 2, 1, 2, 1, 1, 1, 1])
            />
        </Figures>
    }
}
