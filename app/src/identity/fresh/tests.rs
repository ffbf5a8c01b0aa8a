use proptest::{collection::vec, option::of, prelude::*, sample::select};
use serde_json::json;

use super::*;
use crate::{
    context::Viewer,
    identity::derive_contacts,
    ids,
    testing::{TestApp, now},
};

fn word(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(words).prop_map(str::to_owned)
}

fn labelled(values: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let label = of(word(&["work", "home", "fax", "Büro"]));
    let items = vec((word(values), label), 0..4);
    items.prop_map(|items| {
        let each = |(value, label)| json!({ "value": value, "label": label });
        items.into_iter().map(each).collect()
    })
}

fn address() -> impl Strategy<Value = Value> {
    let part = || of(word(&["Berlin", "Zürich", "10115", "Hall 4\nGate B", ""]));
    (part(), part(), part(), part()).prop_map(|(city, street, text, country)| {
        json!({ "city": city, "street": street, "text": text, "country": country, "label": null })
    })
}

fn job() -> impl Strategy<Value = Value> {
    (
        of(word(&["Acme", "Acme GmbH", "Élan & Co", "Nowhere"])),
        of(word(&["Baker", "Chief Éditeur"])),
        of(word(&["2019-04", "2020"])),
        of(word(&["2024"])),
    )
        .prop_map(|(company, title, since, until)| {
            json!({ "company": company, "title": title, "since": since, "until": until, "department": null })
        })
}

/// What a row of a file may say, the odd things too.
fn said() -> impl Strategy<Value = Value> {
    let person = (
        of(word(&[
            "Bo Lind",
            "王伟",
            "O’Neil-Ärmel, Zoë",
            "J. (Jim) d'Arc/x",
        ])),
        of(word(&["Baker", "Chief Éditeur"])),
        of(word(&["1980-02-03", "--02-03", "1980"])),
        of(word(&["Acme", "Acme GmbH", "Élan & Co", "Nowhere"])),
        of(word(&["acme.example", "elsewhere.example"])),
    );
    let reach = (
        labelled(&["bo@acme.example", "BO@acme.example", "li+x@acme.example"]),
        labelled(&["+49 30 123", "+4930123", "0049 (0)30 123", "112"]),
        labelled(&["https://bo.example/", "bo.example", "http://www.bo.example"]),
        vec(address(), 0..3),
        vec(job(), 0..3),
    );
    let rest = (
        vec(word(&["tea", "Téa", "chess"]), 0..3),
        of(word(&["Ina Berg"])),
        of(word(&["Kiel", "Åre"])),
        any::<bool>(),
    );
    (person, reach, rest).prop_map(|(person, reach, rest)| {
        let (name, title, birthday, company_name, company_domain) = person;
        let (emails, phones, urls, addresses, employments) = reach;
        let (tags, spouse, location, odd) = rest;
        let mut said = json!({
            "name": name,
            "title": title,
            "birthday": birthday,
            "company_name": company_name,
            "company_domain": company_domain,
            "emails": emails,
            "phones": phones,
            "urls": urls,
            "addresses": addresses,
            "employments": employments,
            "tags": tags,
            "location": location,
            "custom": { "Lead": ["open"] },
            "relations": spouse.map(|name| json!([{ "value": name, "label": "spouse" }])),
        });
        if let Value::Object(fields) = &mut said {
            fields.retain(|_, value| !value.is_null());
            if odd {
                fields.insert(
                    "emails".to_owned(),
                    json!([{ "value": "a@b.example", "at": "2020-01-01T00:00:00Z" }]),
                );
            }
        }
        said
    })
}

struct Given {
    record: Uuid,
    contact: Uuid,
    fields: Value,
}

async fn deliver(scope: &mut Scope, said: Vec<Value>) -> Vec<Given> {
    let mut given = Vec::new();
    for fields in said {
        let (record, contact) = (scope.id(), scope.id());
        sqlx::query(
            "insert into source_records
               (id, workspace_id, origin, external_id, fields, source_updated_at, created_at, updated_at)
             values ($1, $2, 'csv', $1::text, $3, $4, $4, $4)",
        )
        .bind(record)
        .bind(scope.workspace)
        .bind(&fields)
        .bind(now())
        .execute(scope.db())
        .await
        .unwrap();
        given.push(Given {
            record,
            contact,
            fields,
        });
    }
    given
}

async fn companies_and_import(scope: &mut Scope, viewer: &Viewer) -> Uuid {
    for (name, domain) in [("Acme", Some("acme.example")), ("Élan", None)] {
        sqlx::query(
            "insert into companies (id, workspace_id, name, domain, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $5)",
        )
        .bind(ids::new(now()))
        .bind(viewer.workspace)
        .bind(name)
        .bind(domain)
        .bind(now())
        .execute(scope.db())
        .await
        .unwrap();
    }
    ids::new(now())
}

/// All that is derived of these contacts.
async fn snapshot(scope: &mut Scope, contacts: &[Uuid]) -> Vec<Value> {
    sqlx::query_scalar(
        "select jsonb_build_object(
           'contact', to_jsonb(c) - 'version' - 'updated_at' - 'import_id',
           'points', (select jsonb_agg(to_jsonb(p) order by p.kind, p.position) from contact_points p where contact_id = c.id),
           'jobs', (select jsonb_agg(to_jsonb(e) order by e.position) from contact_employments e where contact_id = c.id),
           'tags', (select jsonb_agg(to_jsonb(t) order by t.tag_id) from contact_tags t where contact_id = c.id),
           'relations', (select jsonb_agg(to_jsonb(r) - 'created_at' - 'updated_at' order by r.id) from contact_relations r where contact_id = c.id),
           'words', (select jsonb_object_agg(word, places) from contact_words where contact_id = c.id)
         )
         from contacts c
         where c.id = any($1)
         order by c.id",
    )
    .bind(contacts)
    .fetch_all(scope.db())
    .await
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn a_plain_contact_is_what_would_be_derived(said in vec(said(), 60)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (made, derived) = runtime.block_on(async {
            let app = TestApp::start().await;
            let ada = app.owner("ada@kith.example").await;
            let mut scope = app.scope(&ada).await;
            let import = companies_and_import(&mut scope, &ada).await;
            let given = deliver(&mut scope, said).await;
            let evidence = json!({});
            let plain: Vec<Plain<'_>> = given
                .iter()
                .filter_map(|one| {
                    Plain::of(Source {
                        contact: one.contact,
                        record: one.record,
                        fields: one.fields.as_object()?,
                        evidence: &evidence,
                        said_at: now(),
                    })
                })
                .collect();
            assert!(plain.len() > 5, "{} of 60 are plain", plain.len());
            let contacts: Vec<Uuid> = plain.iter().map(|one| one.source.contact).collect();
            create_plain(&mut scope, plain, import).await.unwrap();
            let made = snapshot(&mut scope, &contacts).await;
            derive_contacts(&mut scope, &contacts).await.unwrap();
            (made, snapshot(&mut scope, &contacts).await)
        });
        for (made, derived) in made.iter().zip(&derived) {
            prop_assert_eq!(made, derived);
        }
    }
}

#[tokio::test]
async fn letters_without_accents_fold_to_small_ones() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let ascii: String = (1..=127_u8).map(char::from).collect();
    let words: Vec<String> = sqlx::query_scalar(
        r"select word from regexp_split_to_table(fold($1), '[\s@.,;:()<>/_+''’-]+') as word where word <> ''",
    )
    .bind(&ascii)
    .fetch_all(scope.db())
    .await
    .unwrap();
    assert_eq!(crate::identity::words::split(&ascii), words);
}
