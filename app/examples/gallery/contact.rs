//! One person: facts at the left, one stream at the right.

use app::ui::*;
use leptos::prelude::*;

use crate::world::{PEOPLE, clock, days_ago, frame};

pub fn page() -> AnyView {
    view! {
        <AppFrame frame=frame("Contacts")>
            <Page>
                {head()}
                <Columns aside=aside>
                    {composer()} <Chips label="Show">
                        <Chip label="Everything" href="#" active=true />
                        <Chip label="Mail" href="#" count="86" icon=IconName::Mail />
                        <Chip label="Meetings" href="#" count="11" icon=IconName::Meeting />
                        <Chip label="Notes" href="#" count="4" icon=IconName::Note />
                    </Chips> {timeline()}
                </Columns>
            </Page>
        </AppFrame>
    }
    .into_any()
}

fn head() -> impl IntoView {
    let person = &PEOPLE[1];
    view! {
        <RecordHead
            name=person.name
            detail="Head of Partnerships at Nordlicht GmbH"
            back=("Contacts".to_owned(), "contacts.html".to_owned())
            facts=|| {
                view! {
                    <RecordFact icon=IconName::Location>"Hamburg"</RecordFact>
                    <RecordFact icon=IconName::Time>"09:40 there"</RecordFact>
                    <RecordFact icon=IconName::Mail>
                        "Last mail " <Time at=days_ago(9) clock=clock() />
                    </RecordFact>
                    <Tags labels=vec!["Partner".to_owned(), "Lisbon".to_owned()] />
                }
            }
            actions=|| {
                view! {
                    <Menu
                        label="More actions"
                        kind=ButtonKind::Plain
                        items=vec![
                            MenuItem::link("Merge with another person", "#").icon(IconName::Merge),
                            MenuItem::link("Export as vCard", "#").icon(IconName::Download),
                            MenuItem::post("Delete contact", "#").icon(IconName::Delete).danger(),
                        ]
                    />
                    <LinkButton kind=ButtonKind::Primary icon=IconName::Send key_hint="W" href="#">
                        "Write"
                    </LinkButton>
                }
            }
        >
            <ScoreDetails
                value=7.4
                parts=parts()
                summary="Warm, and steady for a year"
                course=course()
            />
        </RecordHead>
    }
}

fn parts() -> Vec<ScorePart> {
    let part = |label: &str, value, max, evidence: &str| ScorePart {
        label: label.to_owned(),
        value,
        max,
        evidence: evidence.to_owned(),
    };
    vec![
        part(
            "Frequency",
            2.6,
            3.0,
            "97 exchanges in two years, 14 of them this year.",
        ),
        part("Recency", 1.7, 3.0, "The last one was 9 days ago."),
        part("Balance", 1.9, 2.0, "She wrote 46 times, you 51 times."),
        part(
            "Depth",
            1.2,
            2.0,
            "Eleven meetings; answers within 1.4 days.",
        ),
    ]
}

fn aside() -> impl IntoView {
    view! {
        <Section title="Reach">
            <Facts>
                <Fact label="E-mail" source="From 46 messages, last on 16 March" edit="#">
                    <a href="#">"sylvia@nordlicht.example"</a>
                </Fact>
                <Fact label="Phone" source="From her signature, 16 March" edit="#">
                    "+49 40 5550 172"
                </Fact>
                <Fact label="LinkedIn" edit="#" />
            </Facts>
        </Section>
        <Section title="Work">
            <Facts>
                <Fact label="Company" source="From her address" edit="#">
                    <a href="#">"Nordlicht GmbH"</a>
                </Fact>
                <Fact label="Role" source="From her signature, 2 February" edit="#">
                    "Head of Partnerships"
                </Fact>
            </Facts>
        </Section>
        <Section title="Dates">
            <Facts>
                <Fact label="Birthday" edit="#" />
                <Fact label="Met" source="First message in your mailbox" edit="#">
                    <Day at=days_ago(760) clock=clock() />
                </Fact>
            </Facts>
        </Section>
        <Section title="Relations">
            <List>
                <ListItem href="#" end=|| "colleague">
                    <Person name="Jonas Krüger" size=AvatarSize::Tiny />
                </ListItem>
                <ListItem href="#" end=|| "introduced you">
                    <Person name="Marguerite Oyelaran" size=AvatarSize::Tiny />
                </ListItem>
            </List>
        </Section>
    }
}

fn composer() -> impl IntoView {
    view! {
        <Composer
            action="#"
            label="Note about Sylvia"
            placeholder="Write a note. Only your workspace sees it."
        >
            <Button small=true key_hint="⌘ ↵">
                "Add note"
            </Button>
        </Composer>
    }
}

fn timeline() -> impl IntoView {
    view! {
        <Timeline label="Everything with Sylvia Fjällström">
            <MonthHeading label="March 2025">
                <TimelineItem
                    channel=Channel::Mail
                    from="Sylvia Fjällström"
                    to="you"
                    subject="Lisbon offsite"
                    first_line="Is the offsite in May still on? I would need to book the train by the end of the month, and"
                    at=days_ago(9)
                    clock=clock()
                    folded=3
                    open=true
                >
                    <p>
                        "Is the offsite in May still on? I would need to book the train by the end of the month, and Jonas asks whether there is room for one more."
                    </p>
                    <p>"I could take the session on shared funding if you still want it."</p>
                    <p>"Best, Sylvia"</p>
                </TimelineItem>
                <TimelineItem
                    channel=Channel::Meeting
                    from="Programme call"
                    to="6 people"
                    first_line="45 minutes · you, Sylvia, Marguerite, Jonas and two more"
                    at=days_ago(13)
                    clock=clock()
                />
                <TimelineItem
                    channel=Channel::Note
                    from="You"
                    first_line="She prefers trains and short agendas. Moves to Altona in summer."
                    at=days_ago(20)
                    clock=clock()
                >
                    <p>"She prefers trains and short agendas. Moves to Altona in summer."</p>
                </TimelineItem>
            </MonthHeading>
            <MonthHeading label="February 2025">
                <TimelineItem
                    channel=Channel::Event
                    from="New role"
                    first_line="Head of Partnerships, before: Partnership Manager"
                    at=days_ago(51)
                    clock=clock()
                />
                <TimelineItem
                    channel=Channel::Mail
                    from="You"
                    to="Sylvia Fjällström, Jonas Krüger"
                    subject="Re: Agreement"
                    first_line="Attached is the signed copy. Thank you both for the patience with our board."
                    at=days_ago(52)
                    clock=clock()
                >
                    <p>"Attached is the signed copy."</p>
                </TimelineItem>
                <TimelineItem
                    channel=Channel::Call
                    from="You"
                    to="Sylvia Fjällström"
                    first_line="18 minutes"
                    at=days_ago(55)
                    clock=clock()
                />
            </MonthHeading>
        </Timeline>
    }
}

fn course() -> Vec<ChartPoint> {
    let scores = [5.2, 5.6, 6.0, 5.9, 6.4, 6.8, 7.0, 7.1, 7.0, 7.3, 7.5, 7.4];
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let points = months
        .into_iter()
        .zip(scores)
        .map(|(label, value)| ChartPoint {
            label: label.to_owned(),
            value,
        });
    points.collect()
}
