//! The list of contacts: chips, seven columns, a bar for what is selected.

use app::ui::*;
use leptos::prelude::*;

use crate::world::{Acquaintance, PEOPLE, clock, frame};

pub fn page() -> AnyView {
    view! {
        <AppFrame frame=frame("Contacts")>
            <Page>
                <PageHead title="Contacts" count="4,981" actions=head_actions filters=filters />
                <Form action="#">
                    <Table caption="Contacts" columns=columns()>
                        {PEOPLE
                            .iter()
                            .enumerate()
                            .map(|(index, person)| row(index, person))
                            .collect::<Vec<_>>()}
                    </Table>
                    <SelectionBar>
                        <Button small=true icon=IconName::Tag name="do" value="tag">
                            "Add tag"
                        </Button>
                        <Button small=true icon=IconName::Merge name="do" value="merge">
                            "Merge"
                        </Button>
                        <Button
                            small=true
                            kind=ButtonKind::Danger
                            icon=IconName::Delete
                            name="do"
                            value="delete"
                        >
                            "Delete"
                        </Button>
                    </SelectionBar>
                </Form>
                <Pager summary="1 to 12 of 4,981" next="#next" />
            </Page>
        </AppFrame>
    }
    .into_any()
}

pub fn empty_page() -> AnyView {
    view! {
        <AppFrame frame=frame("Contacts")>
            <Page>
                <PageHead title="Contacts" count="0" />
                <EmptyState
                    drawing=Drawing::People
                    title="Nobody here yet"
                    detail="Import a mailbox, and the people you write with appear here with everything you exchanged."
                >
                    <LinkButton kind=ButtonKind::Primary icon=IconName::Import href="import.html">
                        "Import mailbox"
                    </LinkButton>
                    <LinkButton href="#new">"Add contact"</LinkButton>
                </EmptyState>
            </Page>
        </AppFrame>
    }
    .into_any()
}

fn head_actions() -> impl IntoView {
    view! {
        <LinkButton
            href="#export"
            kind=ButtonKind::Quiet
            icon=IconName::Download
            label="Export contacts"
        />
        <LinkButton kind=ButtonKind::Primary icon=IconName::Add key_hint="N" href="#new">
            "Add contact"
        </LinkButton>
    }
}

fn filters() -> impl IntoView {
    view! {
        <SearchField
            action="contacts.html"
            label="Search contacts"
            placeholder="Name, e-mail or company"
        />
        <Chips label="Filters">
            <Chip label="All" href="#all" />
            <Chip label="Waiting for you" href="#waiting" count="9" />
            <Chip label="Tag: Lisbon" href="#lisbon" active=true remove="#all" />
            <Chip label="Going quiet" href="#quiet" icon=IconName::Time count="41" />
        </Chips>
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Select").unlabelled(),
        Column::new("Person").sort("#name", None),
        Column::new("Company").show(Show::Wide),
        Column::new("Strength")
            .numeric()
            .sort("#strength", Some(Order::Descending)),
        Column::new("Last contact")
            .show(Show::Medium)
            .sort("#last", None),
        Column::new("Rhythm").show(Show::Widest),
        Column::new("Tags").show(Show::Medium),
        Column::new("Next").show(Show::Widest),
    ]
}

fn row(index: usize, person: &'static Acquaintance) -> impl IntoView {
    let tags = person.tags.iter().map(ToString::to_string).collect();
    view! {
        <Row>
            <SelectCell
                name="contact"
                value=index.to_string()
                label=format!("Select {}", person.name)
                checked=index == 2
            />
            <Cell main=true>
                <RowLink href="contact.html">
                    <Person name=person.name detail=person.role />
                </RowLink>
            </Cell>
            <Cell show=Show::Wide>
                <span class="clip" dir="auto">
                    {person.company}
                </span>
            </Cell>
            <Cell numeric=true>
                <StrengthDot value=person.score />
            </Cell>
            <Cell show=Show::Medium>
                <Time at=person.last() clock=clock() />
            </Cell>
            <Cell show=Show::Widest>
                <span class="muted">{person.rhythm}</span>
            </Cell>
            <Cell show=Show::Medium>
                <Tags labels=tags shown=2 />
            </Cell>
            <Cell show=Show::Widest>{person.next}</Cell>
        </Row>
    }
}
