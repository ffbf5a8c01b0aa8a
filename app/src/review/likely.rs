//! Whom a new contact looks like: asked before somebody is made twice. Who shares an address,
//! a number, a profile or a word of the name is compared, whoever else is here.

use matching::{Index, Kind, Record};
use uuid::Uuid;

use super::{LEAST, known::known};
use crate::{
    accounts::own_regions,
    contacts::{ContactInput, Meant},
    context::Scope,
    error::{Result, internal},
};

/// Those who are called the same, have the same address, or are probably the same by all that
/// is known, the strongest ties first.
pub async fn likely_same(scope: &mut Scope, input: &ContactInput) -> Result<Vec<Meant>> {
    let asked = Asked::of(scope, input).await?;
    let near = near(scope, &asked).await?;
    let equal = near.iter().filter(|near| near.is_equal);
    let mut likely: Vec<Uuid> = equal.map(|near| near.id).collect();
    let ids: Vec<Uuid> = near.iter().map(|near| near.id).collect();
    likely.extend(probable(scope, &asked.record, &ids).await?);
    Ok(sqlx::query_as!(
        Meant,
        r#"select c.id, c.name, c.email, k.name as "company?"
           from contacts c
           left join companies k on k.id = c.company_id
           where c.id = any($1)
           order by c.score desc, c.id
           limit 5"#,
        &likely,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What is said of the new one.
struct Asked {
    name: String,
    emails: Vec<String>,
    phones: Vec<String>,
    /// Profiles in every way they may be written.
    handles: Vec<String>,
    record: Record,
}

impl Asked {
    async fn of(scope: &mut Scope, input: &ContactInput) -> Result<Self> {
        let list = |texts: &Option<Vec<String>>| texts.clone().unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let regions = own_regions(scope).await?;
        let whole = |typed: String| records::e164(&typed, &regions).unwrap_or(typed);
        let phones: Vec<String> = list(&input.phones).into_iter().map(whole).collect();
        let emails: Vec<String> = list(&input.emails)
            .iter()
            .map(|email| email.trim().to_lowercase())
            .filter(|email| !email.is_empty())
            .collect();
        let mut record = Record::default();
        let said = [
            (Kind::Name, vec![text(&input.name)]),
            (Kind::Company, vec![text(&input.company)]),
            (Kind::City, vec![text(&input.location)]),
            (Kind::Birthday, vec![text(&input.birthday)]),
            (Kind::Email, emails.clone()),
            (Kind::Phone, phones.clone()),
            (Kind::Handle, list(&input.handles)),
        ];
        for (kind, values) in said {
            values.iter().for_each(|value| record.add(kind, value));
        }
        Ok(Self {
            name: text(&input.name).trim().to_owned(),
            emails,
            phones,
            handles: list(&input.handles)
                .iter()
                .flat_map(|handle| spellings(handle))
                .collect(),
            record,
        })
    }
}

fn spellings(handle: &str) -> Vec<String> {
    let typed = handle.trim();
    let bare = typed
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let bare = bare.trim_start_matches("www.").trim_end_matches('/');
    let starts = [
        "",
        "www.",
        "https://",
        "https://www.",
        "http://",
        "http://www.",
    ];
    let spelt = starts.iter().map(|start| format!("{start}{bare}"));
    let ended = spelt.flat_map(|spelt| [format!("{spelt}/"), spelt]);
    ended.chain([typed.to_owned()]).collect()
}

struct Near {
    id: Uuid,
    /// Called the same, or reached at the same address.
    is_equal: bool,
}

async fn near(scope: &mut Scope, asked: &Asked) -> Result<Vec<Near>> {
    Ok(sqlx::query_as!(
        Near,
        r#"with called as materialized (
             select fold($1) as name
           ),
           words as materialized (
             select distinct word
             from called, regexp_split_to_table(name, '[\s@.,;:()<>/_+''’-]+') as word
             where word <> ''
           ),
           reached as materialized (
             select 'email' as kind, value from unnest($2::text[]) as value
             union
             select 'phone', value from unnest($3::text[]) as value
             union
             select 'handle', value from unnest($4::text[]) as value
           ),
           near as (
             select c.id, true as is_equal
             from called
             join contacts c on c.workspace_id = acting_workspace() and c.name_folded = called.name
             where called.name <> ''
             union all
             select p.contact_id, p.kind = 'email'
             from reached
             join contact_points p
               on p.workspace_id = acting_workspace() and p.kind = reached.kind and p.value = reached.value
             union all
             (
               select w.contact_id, false
               from words
               join contact_words w
                 on w.workspace_id = acting_workspace() and w.word = words.word and w.places & 1 <> 0
               group by w.contact_id
               order by count(*) desc, w.contact_id
               limit 200
             )
           )
           select near.id as "id!", bool_or(near.is_equal) as "is_equal!"
           from near
           join contacts c on c.id = near.id and c.deleted_at is null
           group by near.id"#,
        asked.name,
        &asked.emails,
        &asked.phones,
        &asked.handles,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Those of these who are one person with the new one as probably as a person is asked.
async fn probable(scope: &mut Scope, record: &Record, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let known = known(scope, Some(ids)).await?;
    let mut index = Index::new(&[]).map_err(internal)?;
    for one in &known {
        index.add(&one.record).map_err(internal)?;
    }
    let found = index.candidates(record).map_err(internal)?;
    let likely = found
        .iter()
        .filter(|found| found.score.probability >= LEAST);
    Ok(likely
        .map(|found| known[found.record as usize].id)
        .collect())
}
