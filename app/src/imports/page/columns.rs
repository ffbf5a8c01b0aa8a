//! The question what the columns of a table are: the guess with samples, each to be
//! changed, a line each; and a way to leave the table out. Of many columns, those that are
//! empty or kept under their own names are folded.

use leptos::{prelude::*, server_fn::ServerFn};
use records::mapping::{Column, Mapping, Rows};

use crate::{
    error::Error,
    fields::Field,
    forms::{FormState, form_state},
    imports::{
        Import, Progress, Table,
        actions::{ChooseColumns, LeaveTableOut},
        columns,
    },
    ui::{
        Button, ButtonKind, Card, Choice, Disclosure, Form, FormActions, FormError, HiddenInput,
        Problem, SelectField, TextField,
    },
};

/// A table of so many columns shows them all.
const FEW: usize = 8;
/// Of each column, and of each of them.
const SAMPLES: usize = 3;
const SAMPLE_LETTERS: usize = 32;

/// The workspace's own fields, and whether new ones may be made of columns.
pub struct Offer {
    pub own: Vec<Field>,
    pub may_define: bool,
}

pub fn asking(import: &Import, table: &Table, progress: Progress, offer: &Offer) -> AnyView {
    let mapping = &table.mapping;
    let state = form_state(ChooseColumns::PATH);
    let is_mine = state.value("id") == Some(import.id.to_string());
    let state = if is_mine { state } else { FormState::default() };
    let is_wrong = matches!(state.error, Some(Error::Invalid(_)));
    let wrong = state
        .error("label")
        .map(|why| format!("A new field needs another name under “Called”. {why}"));
    let wrong = wrong.unwrap_or_else(|| "Choose what each column holds.".to_owned());
    let may_fold = mapping.columns.len() > FEW && !is_wrong;
    let Questions { shown, kept, empty } = questions(mapping, offer, may_fold, &state);
    let is_alone = shown.is_empty();
    let kept = folded(
        kept,
        is_alone,
        (
            "is kept under its own name",
            "are kept under their own names",
        ),
    );
    let empty = folded(
        empty,
        false,
        ("is empty in the first rows", "are empty in the first rows"),
    );
    let (id, same_id) = (import.id.to_string(), import.id.to_string());
    let (container, same_container) = (table.container.clone(), table.container.clone());
    let (title, place) = if table.container.is_empty() {
        ("What do the columns hold?".to_owned(), None)
    } else {
        let title = format!("What do the columns of {} hold?", table.container);
        let place = format!(
            "Table {} of {} in the archive.",
            progress.number, progress.of
        );
        (title, Some(place))
    };
    view! {
        <Card title=title>
            <Form action=ChooseColumns::PATH>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="table" value=container/>
                {place.map(|place| view! { <p class="field-hint">{place}</p> })}
                {is_wrong.then(|| view! {
                    <FormError
                        title="The columns could not be read"
                        problems=vec![Problem { field: String::new(), message: wrong }]
                    />
                })}
                <p class="field-hint">
                    "Guessed from the names of the columns and the values beneath them. What has no field is kept under its own name: nothing is thrown away. The next table with these columns is read the same way."
                </p>
                <div>
                    {heads()}
                    {shown}
                </div>
                <div>{kept} {empty}</div>
                <FormActions>
                    <Button kind=ButtonKind::Primary>"Import"</Button>
                </FormActions>
            </Form>
            <Form action=LeaveTableOut::PATH>
                <HiddenInput name="id" value=same_id/>
                <HiddenInput name="table" value=same_container/>
                <p class="field-hint mt-6">
                    "Nothing for your contacts? Its rows are counted as left out, and so are those of the next table with these columns."
                </p>
                <FormActions>
                    <Button>"Leave this table out"</Button>
                </FormActions>
            </Form>
        </Card>
    }
    .into_any()
}

/// One for each column, by whether and why it is folded.
#[derive(Default)]
struct Questions {
    shown: Vec<AnyView>,
    kept: Vec<AnyView>,
    empty: Vec<AnyView>,
}

/// As they were answered, where the form came back.
fn questions(mapping: &Mapping, offer: &Offer, may_fold: bool, state: &FormState) -> Questions {
    let usual = choices(mapping.rows);
    let mut questions = Questions::default();
    for (place, column) in mapping.columns.iter().enumerate() {
        let mut choices = usual.clone();
        if mapping.rows == Rows::Contacts {
            let own = columns::own_choices(column, &offer.own, offer.may_define);
            choices
                .extend(own.into_iter().map(|(word, label)| {
                    Choice::new(word, label).under(Some(columns::OWN_FIELDS))
                }));
            choices.sort_by_key(|choice| place_of(choice.group));
        }
        let typed = |name: &str| state.value(&format!("{name}[{place}]"));
        let guess = columns::chosen(column, &offer.own);
        let value = typed("fields").unwrap_or(guess);
        let label = typed("labels").or_else(|| column.label.clone());
        let pile = match (may_fold, column.samples.is_empty(), value.is_empty()) {
            (true, true, _) => &mut questions.empty,
            (true, _, true) => &mut questions.kept,
            _ => &mut questions.shown,
        };
        pile.push(question(place, column, choices, (value, label)).into_any());
    }
    questions
}

fn choices(rows: Rows) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", "Keep under its own name")];
    let is_many = rows == Rows::Contacts;
    choices.extend(columns::fields(rows).map(|(field, words)| {
        let group = is_many.then(|| columns::group_of(&field));
        Choice::new(field, words).under(group)
    }));
    choices
}

/// What stands in no group comes first.
fn place_of(group: Option<&str>) -> Option<usize> {
    let group = group?;
    columns::GROUPS.iter().position(|one| *one == group)
}

fn question(
    place: usize,
    column: &Column,
    choices: Vec<Choice>,
    (value, label): (String, Option<String>),
) -> impl IntoView + use<> {
    let label = label.unwrap_or_default();
    let head_id = format!("column-{place}");
    let label_id = head_id.clone();
    view! {
        <div class="column" role="group" aria-labelledby=label_id>
            <div class="column-text">
                <p class="column-name" id=head_id dir="auto">{column.header.clone()}</p>
                <p class="field-hint clip" dir="auto">{samples(column)}</p>
            </div>
            <SelectField
                name=format!("fields[{place}]")
                id=format!("field-{place}")
                label="Holds"
                choices=choices
                value=value
            />
            <TextField name=format!("labels[{place}]") id=format!("label-{place}") label="Called" value=label/>
        </div>
    }
}

/// What stands above the questions where these are lines; each control has its own label.
fn heads() -> impl IntoView {
    view! {
        <div class="column-heads" aria-hidden="true">
            <span>"Column"</span>
            <span>"Holds"</span>
            <span>"Called"</span>
        </div>
    }
}

/// Under a line that says how many and why; nothing where there are none.
fn folded(
    questions: Vec<AnyView>,
    is_open: bool,
    (one, many): (&str, &str),
) -> Option<impl IntoView + use<>> {
    let summary = match questions.len() {
        0 => return None,
        1 => format!("1 column {one}"),
        count => format!("{count} columns {many}"),
    };
    Some(view! { <Disclosure summary=summary open=is_open>{questions}</Disclosure> })
}

fn samples(column: &Column) -> String {
    if column.samples.is_empty() {
        return "Empty in the first rows".to_owned();
    }
    let samples = column.samples.iter().take(SAMPLES);
    samples
        .map(|sample| short(sample))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn short(sample: &str) -> String {
    let line = sample.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SAMPLE_LETTERS {
        return line;
    }
    let start: String = line.chars().take(SAMPLE_LETTERS - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{SAMPLE_LETTERS, short};

    #[test]
    fn a_sample_is_one_short_line() {
        assert_eq!(short("Likes\n tea"), "Likes tea");
        let long = short(&"ä".repeat(200));
        assert_eq!(long.chars().count(), SAMPLE_LETTERS);
        assert!(long.ends_with('…'));
    }
}
