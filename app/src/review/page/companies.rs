//! The queue of companies that may be one.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{NEXT, companies_place, following, later, nothing, percent};
use crate::{
    companies::Company,
    context::Scope,
    error::Result,
    identity::About,
    review::{
        Pair,
        actions::companies::{MergeAlike, RejectAlike, SkipAlike},
        companies::sides,
        open,
    },
    routes::paths,
    ui::{Button, ButtonKind, Compare, CompareRow, Form, HiddenInput, Person, grouped},
};

pub(super) async fn alike_queue(scope: &mut Scope, skip: u32, may_edit: bool) -> Result<AnyView> {
    let mut pairs = open(scope, About::Companies, i64::from(skip), i64::from(NEXT))
        .await?
        .into_iter();
    let Some(first) = pairs.next() else {
        return Ok(nothing(
            "No company is here twice, as far as Kith can see",
            "When the names, domains or pages of two companies are alike, they wait here for your answer.",
            (skip > 0).then(|| companies_place("")),
        ));
    };
    let sides = sides(scope, &first).await?;
    let shown = shown(&first, &sides, skip, may_edit);
    let next = pairs.zip(skip + 1..).map(|(pair, at)| {
        let names = format!("{} and {}", pair.one_name, pair.other_name);
        (
            names,
            Some(pair.probability),
            companies_place(&at.to_string()),
        )
    });
    Ok(view! { {shown} {following(next)} }.into_any())
}

fn shown(pair: &Pair, sides: &[Company; 2], skip: u32, may_edit: bool) -> AnyView {
    let [left, right] = sides;
    let row = |label: &str, value: fn(&Company) -> String| CompareRow {
        label: label.to_owned(),
        left: value(left),
        right: value(right),
    };
    let number = |count: i32| grouped(count.unsigned_abs().into());
    let rows = vec![
        row("Domain", |company| {
            company.domain.clone().unwrap_or_default()
        }),
        CompareRow {
            label: "People".to_owned(),
            left: number(left.contact_count),
            right: number(right.contact_count),
        },
        CompareRow {
            label: "Messages".to_owned(),
            left: number(left.interaction_count),
            right: number(right.interaction_count),
        },
        row("Belongs to", |company| {
            company.parent.clone().unwrap_or_default()
        }),
        row("Notes", |company| company.notes.clone()),
    ];
    let percent = percent(pair.probability);
    let later = later(pair);
    let mut evidence = vec![format!(
        "One company with a probability of {percent}.{later}"
    )];
    evidence.extend(pair.sentences());
    let actions = {
        let pair = pair.clone();
        move || may_edit.then(|| answers(&pair, skip))
    };
    let label = format!("{} and {}: one company?", pair.one_name, pair.other_name);
    view! {
        <section id="next" tabindex="-1" data-keys="" aria-label=label>
            <Compare
                label="The two companies"
                left=head(left)
                right=head(right)
                rows=rows
                evidence=evidence
                actions=actions
            />
        </section>
    }
    .into_any()
}

fn head(company: &Company) -> impl Fn() -> AnyView + Send + Sync + use<> {
    let (name, href) = (company.name.clone(), paths::company(company.id));
    let logo = company.logo.as_deref().map(paths::small_photo);
    move || view! { <Person name=name.clone() photo=logo.clone() href=href.clone()/> }.into_any()
}

fn answers(pair: &Pair, skip: u32) -> impl IntoView + use<> {
    let (one, other) = (pair.one.to_string(), pair.other.to_string());
    view! {
        <Form action=MergeAlike::PATH inline=true label="Are they one company?">
            <HiddenInput name="one" value=one/>
            <HiddenInput name="other" value=other/>
            <HiddenInput name="from" value=skip.to_string()/>
            <Button kind=ButtonKind::Primary key_hint="m">"Merge"</Button>
            <Button action=RejectAlike::PATH key_hint="n">"Not the same"</Button>
            <Button kind=ButtonKind::Quiet action=SkipAlike::PATH key_hint="s">"Skip"</Button>
        </Form>
    }
}
