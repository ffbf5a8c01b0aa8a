//! One company and the people known there, the strongest ties first.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{
    counted,
    editing::{Around, about},
};
use crate::{
    companies::{self, Company, store::Colleague},
    context::Viewer,
    error::{Error, Result},
    fields::{self, page::Holder, types::Subject},
    identity,
    review::{
        self,
        page::{POSSIBLE, possibly_same},
    },
    routes::paths,
    shell::{Place, signed_in},
    tasks::page::brief_of_company,
    timeline::{
        Whose,
        page::{About, Stream, StreamAddress, stream_view},
    },
    trash::actions::DeleteCompany,
    ui::{
        AvatarSize, ButtonKind, Clock, Drawing, EmptyState, IconName, LinkButton, List, ListItem,
        Menu, MenuItem, Page, Person, RecordFact, RecordHead, ScoreRing, ScoreSize, Section,
        StrengthDot, Time, Width,
    },
    workspaces::Permission,
};

const SHOWN: i64 = 100;

#[component]
pub fn Show() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let address = StreamAddress::read();
    signed_in(Place::Companies, move |viewer| load(viewer, id, address))
}

async fn load(
    viewer: Viewer,
    id: Option<Uuid>,
    address: StreamAddress,
) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let company = companies::find(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let people = companies::people(&mut scope, company.id, SHOWN).await?;
    let around = Around {
        aliases: companies::aliases(&mut scope, company.id).await?,
        below: companies::below(&mut scope, company.id).await?,
        joined: companies::joined(&mut scope, company.id).await?,
        may_edit: viewer.role.may(Permission::EditContacts),
    };
    let stream = Stream::load(&mut scope, Whose::Company(company.id), address).await?;
    let open = companies::open_tasks(&mut scope, company.id).await?;
    let held = fields::held(&mut scope, Subject::Company, company.id).await?;
    let alike =
        review::pairs_of(&mut scope, identity::About::Companies, company.id, POSSIBLE).await?;
    let holder = Holder {
        id: company.id,
        may_edit: viewer.role.may(Permission::EditContacts),
        rival: None,
    };
    let tasks = brief_of_company(&mut scope, &viewer, company.id).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let name = company.name.clone();
    let figures = Figures {
        open,
        interactions: stream.total(),
    };
    let timeline = About {
        viewer: viewer.clone(),
        place: paths::company(company.id),
        name: name.clone(),
        short_name: name.clone(),
        notes_about: Some(Whose::Company(company.id)),
    };
    let content = if people.is_empty() {
        nobody(&company, holder.may_edit)
    } else {
        list(&people, clock).into_any()
    };
    let view = view! {
        <Page width=Width::Reading>
            {head(&company, &figures, clock, holder.may_edit)}
            <div class="stack">
                {possibly_same(&alike, identity::About::Companies, company.id, holder.may_edit)}
                {tasks.view()}
                <Section title="People" count=company.contact_count.to_string()>{content}</Section>
                <Section title="Timeline">
                    <div class="stack">{stream_view(&stream, &timeline)}</div>
                </Section>
                {about(&company, &around)}
                {fields::page::section(&holder, &held, |_| None)}
            </div>
        </Page>
    };
    Ok((name, view.into_any()))
}

/// What was counted for the page.
#[derive(Clone, Copy)]
struct Figures {
    open: i64,
    interactions: i64,
}

fn head(
    company: &Company,
    figures: &Figures,
    clock: Clock,
    may_edit: bool,
) -> impl IntoView + use<> {
    let figures = *figures;
    let (for_facts, id) = (company.clone(), company.id);
    let logo = company.logo.as_deref().map(paths::large_photo);
    let score = company.strongest_score.map(|score| {
        view! { <ScoreRing value=f64::from(score) size=ScoreSize::Large/> }
    });
    view! {
        <RecordHead
            name=company.name.clone()
            detail=company.domain.clone()
            photo=logo
            back=("Companies".to_owned(), paths::companies().to_owned())
            facts=move || facts(&for_facts, figures, clock)
            actions=move || view! {
                {may_edit.then(|| view! { <Menu label="More actions" kind=ButtonKind::Plain items=menu_items(id)/> })}
                <LinkButton icon=IconName::Contacts href=format!("{}?company={id}", paths::contacts())>"Show in contacts"</LinkButton>
            }
        >
            {score}
        </RecordHead>
    }
}

fn menu_items(id: Uuid) -> Vec<MenuItem> {
    vec![
        MenuItem::link("History", paths::company_history(id)).icon(IconName::Time),
        MenuItem::link("Merge with…", paths::merge_company(id)).icon(IconName::Merge),
        MenuItem::post("Delete company", DeleteCompany::PATH)
            .field("id", id.to_string())
            .icon(IconName::Delete)
            .danger(),
    ]
}

fn facts(company: &Company, figures: Figures, clock: Clock) -> impl IntoView + use<> {
    let open = (figures.open > 0).then(|| counted(figures.open, "open task", "open tasks"));
    let average = company
        .average_score
        .map(|score| format!("average tie {score:.1}"));
    let people = counted(company.contact_count.into(), "person", "people");
    let interactions = counted(figures.interactions, "interaction", "interactions");
    view! {
        <RecordFact icon=IconName::Contacts>{people}</RecordFact>
        <RecordFact icon=IconName::Mail>{interactions}</RecordFact>
        {average.map(|words| view! { <RecordFact icon=IconName::Network>{words}</RecordFact> })}
        {open.map(|words| view! { <RecordFact icon=IconName::Task>{words}</RecordFact> })}
        {company.last_contact_at.map(|at| view! {
            <RecordFact icon=IconName::Time>"Last contact " <Time at=at clock=clock/></RecordFact>
        })}
    }
}

fn list(people: &[Colleague], clock: Clock) -> impl IntoView + use<> {
    let lines = people
        .iter()
        .map(|person| line(person, clock))
        .collect::<Vec<_>>();
    view! { <List label="People">{lines}</List> }
}

fn line(person: &Colleague, clock: Clock) -> impl IntoView + use<> {
    let (score, last) = (f64::from(person.score), person.last_contact_at);
    let email = person.email.clone().filter(|email| *email != person.name);
    let (name, detail) = (person.name.clone(), person.title.clone().or(email));
    let photo = person.photo.as_deref().map(paths::small_photo);
    let end = move || {
        view! {
            {last.map(|at| view! { <Time at=at clock=clock/> })}
            <StrengthDot value=score/>
        }
    };
    view! {
        <ListItem href=paths::contact(person.id) end=end>
            <Person name=name detail=detail photo=photo size=AvatarSize::Small/>
        </ListItem>
    }
}

fn nobody(company: &Company, may_edit: bool) -> AnyView {
    let detail = match &company.domain {
        Some(domain) => format!(
            "Whoever writes from {domain}, or has this company on their page, appears here."
        ),
        None => "Whoever has this company on their page appears here.".to_owned(),
    };
    if !may_edit {
        return view! {
            <EmptyState drawing=Drawing::People title="Nobody is known here" detail=detail/>
        }
        .into_any();
    }
    let href = paths::new_contact_at(&company.name);
    view! {
        <EmptyState drawing=Drawing::People title="Nobody is known here" detail=detail>
            <LinkButton icon=IconName::Add href=href>"Add contact here"</LinkButton>
        </EmptyState>
    }
    .into_any()
}
