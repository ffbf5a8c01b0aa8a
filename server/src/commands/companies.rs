//! `kith companies`.

mod create;
mod history;
mod joining;

use anyhow::{Result, bail};
use app::{
    companies::{
        self, CompanyQuery,
        api::{CompanyDetails, CompanySummary},
        types::CompanySort,
    },
    contacts::{
        ListOrder,
        query::{parse_about, unmet_about},
    },
    context::{Scope, Viewer},
    error::Error,
    fields::{self, types::Subject},
    identity::About,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    account::member,
    finding::{
        refused,
        table::{Table, company_row},
        unread,
    },
    print,
    review::possible,
    with_kith,
};
use crate::cli::{CompaniesArguments, CompaniesCommand, CompanyListArguments, Global};

const PEOPLE: i64 = 100;

pub async fn companies(global: &Global, arguments: CompaniesArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    match &arguments.command {
        CompaniesCommand::List(wanted) => {
            with_kith(global, async |kith, _| {
                list(global, &member(kith, account).await?, wanted).await
            })
            .await
        }
        CompaniesCommand::Show { company } => {
            with_kith(global, async |kith, _| {
                show(global, &member(kith, account).await?, company).await
            })
            .await
        }
        CompaniesCommand::Create(new) => create::create(global, account, new).await,
        CompaniesCommand::Possible { company } => {
            possible(global, account, About::Companies, company).await
        }
        CompaniesCommand::History {
            company,
            limit,
            before,
        } => history::history(global, account, company, *before, *limit).await,
        CompaniesCommand::Revert { company, change } => {
            history::revert(global, account, company, *change).await
        }
        CompaniesCommand::Merge { kept, with, choose } => {
            joining::merge(global, account, [kept, with], choose).await
        }
        CompaniesCommand::Part { company } => joining::part(global, account, company).await,
    }
}

async fn list(global: &Global, viewer: &Viewer, wanted: &CompanyListArguments) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let query = asked(&mut scope, viewer, wanted).await?;
    let mut rows = companies::list(&mut scope, &query).await.map_err(refused)?;
    let has_more = rows.len() as i64 > query.limit;
    rows.truncate(query.limit as usize);
    let mut table = Table::of_companies();
    table.add(rows.iter().map(company_row));
    let next = has_more.then(|| (query.offset + query.limit).to_string());
    let words = match (table.is_empty(), has_more) {
        (true, _) => "No company fits.".to_owned(),
        (false, true) => format!("{table}\nThere are more: --limit shows them."),
        (false, false) => table.to_string(),
    };
    let rows: Vec<CompanySummary> = rows.into_iter().map(CompanySummary::from).collect();
    let answer = json!({ "companies": rows, "next_cursor": next });
    print(global, &answer, &words);
    Ok(())
}

async fn asked(
    scope: &mut Scope,
    viewer: &Viewer,
    wanted: &CompanyListArguments,
) -> Result<CompanyQuery> {
    let sort: ListOrder<CompanySort> = ListOrder::parse(&wanted.sort);
    if sort.to_string() != wanted.sort {
        bail!(
            "--sort: choose strength, average, people, messages, last, tasks, name, or field.KEY"
        );
    }
    let text = wanted.query.as_str();
    let query = parse_about(Subject::Company, text).map_err(|problem| unread(text, &problem))?;
    let own = fields::fields(scope, Subject::Company).await?;
    if let Some(problem) = unmet_about(Subject::Company, text, &own) {
        return Err(unread(text, &problem));
    }
    Ok(CompanyQuery {
        query,
        sort,
        offset: wanted.cursor.into(),
        limit: wanted.limit,
        zone: viewer.zone,
    })
}

async fn show(global: &Global, viewer: &Viewer, text: &str) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let id = match text.trim().parse::<Uuid>() {
        Ok(id) => Some(id),
        Err(_) => companies::called(&mut scope, text.trim())
            .await
            .map_err(refused)?,
    };
    let Some(id) = id else {
        bail!("no company is called {text}");
    };
    let company = match companies::find(&mut scope, id).await {
        Ok(company) => company,
        Err(Error::NotFound) => bail!("no company is called {text}"),
        Err(error) => return Err(refused(error)),
    };
    let people = companies::people(&mut scope, id, PEOPLE)
        .await
        .map_err(refused)?;
    let details = CompanyDetails::of(&mut scope, id).await.map_err(refused)?;
    let also = companies::aliases(&mut scope, id).await.map_err(refused)?;
    let mut lines = vec![company.name.clone()];
    lines.extend(company.domain.clone());
    lines.extend(
        also.into_iter()
            .map(|alias| format!("also: {}", alias.value)),
    );
    lines.extend(
        company
            .parent
            .iter()
            .map(|parent| format!("belongs to: {parent}")),
    );
    lines.push(format!(
        "people: {}, messages: {}",
        company.contact_count, company.interaction_count
    ));
    let notes = company.notes.trim();
    lines.extend((!notes.is_empty()).then(|| notes.to_owned()));
    lines.extend(people.iter().map(|person| {
        let title = person.title.as_deref().unwrap_or_default();
        let line = format!(
            "{}  {:.1}  {}  {title}",
            person.id, person.score, person.name
        );
        line.trim_end().to_owned()
    }));
    let people: Vec<_> = people
        .iter()
        .map(|person| {
            json!({ "id": person.id, "name": person.name, "title": person.title, "score": person.score })
        })
        .collect();
    let answer = json!({ "company": details, "people": people });
    print(global, &answer, &lines.join("\n"));
    Ok(())
}
