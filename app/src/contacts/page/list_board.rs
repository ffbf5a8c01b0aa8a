//! Contacts as cards, in a column for each group. Where a person says which group it is,
//! each card can be put into another.

use chrono_tz::Tz;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{list::count_words, list_address::ListAddress};
use crate::{
    contacts::{
        self, Column, Group, Grouping, ListQuery, Listed, actions::moving::MoveContact,
        query::parse,
    },
    context::Scope,
    error::Result,
    fields::Field,
    routes::paths,
    ui::{Button, ButtonKind, Card, HiddenInput, LinkButton, Menu, Person, StrengthDot},
    views::types::Layout,
};

/// So many cards stand in a column.
const CARDS: i64 = 20;

pub(super) struct Board<'a> {
    pub address: &'a ListAddress,
    pub fields: &'a [Field],
    pub zone: Tz,
    pub may_edit: bool,
}

impl Board<'_> {
    pub async fn load(&self, scope: &mut Scope) -> Result<AnyView> {
        let grouping = board_grouping(self.address);
        let groups = grouping.groups(self.fields);
        let query = ListQuery {
            limit: CARDS,
            after: None,
            ..self.address.query(self.zone)
        };
        let columns = contacts::columns(scope, &query, groups).await?;
        let moves = (self.may_edit && grouping.is_by_hand()).then(|| Moves {
            grouping: grouping.to_string(),
            from: self.address.here(),
            groups: columns.iter().map(|column| column.group.clone()).collect(),
        });
        let columns: Vec<AnyView> = columns
            .iter()
            .map(|column| self.column(column, moves.as_ref()))
            .collect();
        let view = view! { <div class="mt-4 grid items-start gap-4 md:grid-cols-2 xl:grid-cols-4">{columns}</div> };
        Ok(view.into_any())
    }

    fn column(&self, column: &Column, moves: Option<&Moves>) -> AnyView {
        let group = &column.group;
        let cards = column.people.iter().map(|person| {
            let put = moves.map(|moves| moves.form(person, group));
            card(person, put)
        });
        let cards = cards.collect::<Vec<_>>();
        let count = count_words(column.count, Column::COUNTED);
        let title = format!("{} · {count}", group.label);
        let rest = self.rest(column).map(|href| {
            view! { <LinkButton small=true kind=ButtonKind::Quiet href=href>"Show all"</LinkButton> }
        });
        view! {
            <Card title=title>
                <ul class="grid gap-3">{cards}</ul>
                {rest}
            </Card>
        }
        .into_any()
    }

    /// Where all of a column stand in a table, unless that takes too many words.
    fn rest(&self, column: &Column) -> Option<String> {
        let query = self.address.query.with(column.group.query.clone());
        let is_readable = parse(&query.to_string()).is_ok();
        (column.has_more() && is_readable).then(|| {
            self.address.with(|other| {
                other.layout = Layout::Table;
                other.group = None;
                other.query = query;
            })
        })
    }
}

/// What the board goes by: strength, unless something else is chosen that has columns.
pub(super) fn board_grouping(address: &ListAddress) -> Grouping {
    let chosen = address.group.clone().filter(Grouping::is_closed);
    chosen.unwrap_or(Grouping::Strength)
}

/// What the forms of all cards say.
struct Moves {
    grouping: String,
    from: String,
    groups: Vec<Group>,
}

impl Moves {
    fn form(&self, person: &Listed, now: &Group) -> AnyView {
        let others = self.groups.iter().filter(|group| group.key != now.key);
        let others: Vec<Group> = others.cloned().collect();
        let name = person.name.clone();
        let hidden = [
            ("id", person.id.to_string()),
            ("group", self.grouping.clone()),
            ("seen", format!("={}", now.key)),
            ("from", self.from.clone()),
        ];
        let label = format!("Move {name}");
        let form = move || move_form(&name, &hidden, &others);
        view! { <Menu label=label small=true items=Vec::new() foot=form/> }.into_any()
    }
}

fn move_form(
    name: &str,
    hidden: &[(&'static str, String)],
    groups: &[Group],
) -> impl IntoView + use<> {
    let label = format!("Where to move {name}");
    let hidden = hidden.iter().cloned();
    let hidden = hidden.map(|(name, value)| view! { <HiddenInput name=name value=value/> });
    let options = groups.iter().map(|group| {
        view! { <option value=group.key.clone()>{group.label.clone()}</option> }
    });
    let (hidden, options) = (hidden.collect::<Vec<_>>(), options.collect::<Vec<_>>());
    view! {
        <form class="menu-form" method="post" action=MoveContact::PATH>
            {hidden}
            <select class="input" name="to" aria-label=label>{options}</select>
            <Button small=true>"Move"</Button>
        </form>
    }
}

fn card(person: &Listed, put: Option<AnyView>) -> impl IntoView + use<> {
    let detail = person.title.clone().or(person.company.clone());
    let (name, href) = (person.name.clone(), paths::contact(person.id));
    let photo = person.photo.as_deref().map(paths::small_photo);
    let score = f64::from(person.score);
    view! {
        <li class="flex items-center justify-between gap-2">
            <Person name=name detail=detail photo=photo href=href/>
            <span class="flex shrink-0 items-center gap-1">
                <StrengthDot value=score/>
                {put}
            </span>
        </li>
    }
}
