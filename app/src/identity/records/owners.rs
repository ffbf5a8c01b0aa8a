//! Who has an address, a number or a profile already, and whether a record that has it too is
//! theirs. What people share joins nobody: a couple's address, an office's, a switchboard.

use std::collections::{BTreeSet, HashMap};

use mail::domains::is_role_address;
use matching::{Kind, Model, Record, Table, are_two_people, contradiction, differ_in_profiles};
use uuid::Uuid;

use super::{
    RULES,
    candidate::{Candidate, Mark},
    names::{agree, is_full},
};
use crate::{context::Scope, error::Result};

/// What more contacts have than these is nobody's.
const MOST: usize = 30;

/// Who has a mark, and what may speak against somebody else who has it.
#[derive(Clone, Debug, Default)]
pub(in crate::identity) struct Owner {
    pub contact: Uuid,
    /// Folded.
    pub name: String,
    pub birthday: Option<String>,
    pub handles: Vec<String>,
}

/// Who has the mark as well; each once under each name, and not more than tell that it is
/// nobody's.
pub(super) fn add_owner(known: &mut Vec<Owner>, owner: Owner) {
    let is_same = |one: &Owner| one.contact == owner.contact && one.name == owner.name;
    if !is_of_many(known) && !known.iter().any(is_same) {
        known.push(owner);
    }
}

fn is_of_many(known: &[Owner]) -> bool {
    let contacts: BTreeSet<Uuid> = known.iter().map(|owner| owner.contact).collect();
    contacts.len() > MOST
}

/// Whose record it is, of those who have this mark.
pub(super) fn owner_of<'a>(
    known: &'a [Owner],
    candidate: &Candidate,
    mark: &Mark,
) -> Option<&'a Owner> {
    if is_of_many(known) {
        return None;
    }
    let asked = candidate.as_owner(Uuid::nil());
    let is_office = mark.kind == "email" && is_role_address(&mark.value);
    let may_be = |owner: &&Owner| match mark.kind {
        "email" if !is_office => !are_two(&owner.name, &asked.name),
        _ if is_office && !is_full(&owner.name) => false,
        _ => agree(&owner.name, &asked.name) && !contradict(owner, &asked),
    };
    let owner = known.iter().find(may_be);
    owner.or_else(|| nameless(known, &asked, is_office))
}

/// Where one of both is known by the number alone, no name speaks against it: the only one
/// who has it. An office's address needs both to be without a name.
fn nameless<'a>(known: &'a [Owner], asked: &Owner, is_office: bool) -> Option<&'a Owner> {
    let first = known.first()?;
    let is_only = known.iter().all(|owner| owner.contact == first.contact);
    let (is_asked_named, is_any_named) = (
        is_named(&asked.name),
        known.iter().any(|one| is_named(&one.name)),
    );
    let is_free = match is_office {
        true => !is_asked_named && !is_any_named,
        false => !is_asked_named || !is_any_named,
    };
    (is_only && is_free).then_some(first)
}

/// An address or a number is no name.
fn is_named(name: &str) -> bool {
    !name.contains('@') && name.chars().any(char::is_alphabetic)
}

/// Names of two people: what cannot be compared says nothing.
fn are_two(one: &str, other: &str) -> bool {
    is_named(one) && is_named(other) && one != other && are_two_people(one, other).unwrap_or(false)
}

/// Whether birthdays or profiles are those of two people of one name.
fn contradict(one: &Owner, other: &Owner) -> bool {
    let says_more = |owner: &Owner| owner.birthday.is_some() || !owner.handles.is_empty();
    if !(says_more(one) && says_more(other)) {
        return false;
    }
    let Ok(mut table) = Table::new(&[]) else {
        return false;
    };
    let placed = (table.push(&one.record()), table.push(&other.record()));
    match placed {
        (Ok(one), Ok(other)) => {
            differ_in_profiles(&table, one, other)
                || contradiction(&table, &Model::built_in(&[]), one, other).is_some()
        }
        _ => false,
    }
}

impl Owner {
    fn record(&self) -> Record {
        let mut record = Record::default().with(Kind::Name, &self.name);
        record.add(Kind::Birthday, self.birthday.as_deref().unwrap_or_default());
        for handle in &self.handles {
            record.add(Kind::Handle, handle);
        }
        record
    }
}

/// Those who are here, by their marks, the longest here first.
pub(super) async fn owners(
    scope: &mut Scope,
    candidates: &[Candidate],
) -> Result<HashMap<Mark, Vec<Owner>>> {
    let marks: BTreeSet<Mark> = candidates.iter().flat_map(Candidate::marks).collect();
    let kinds: Vec<&str> = marks.iter().map(|mark| mark.kind).collect();
    let values: Vec<&str> = marks.iter().map(|mark| mark.value.as_str()).collect();
    let rows = sqlx::query!(
        r#"select
             given.kind as "kind!",
             given.value as "value!",
             c.id,
             c.name_folded,
             c.birthday_iso,
             array(
               select h.value
               from contact_points h
               where h.contact_id = c.id and h.kind = 'handle'
               order by h.value
             ) as "handles!"
           from unnest($1::text[], $2::text[]) as given (kind, value)
           cross join lateral (
             select c.id, c.name_folded, c.birthday_iso, c.created_at
             from contact_points p
             join contacts c on c.id = p.contact_id
             where p.workspace_id = acting_workspace()
               and p.kind = given.kind
               and p.value = given.value
               and c.deleted_at is null
             order by c.created_at, c.id
             limit $3
           ) c
           order by c.created_at, c.id"#,
        &kinds as &[&str],
        &values as &[&str],
        MOST as i64 + 1,
    )
    .fetch_all(scope.db())
    .await?;
    let mut owners: HashMap<Mark, Vec<Owner>> = HashMap::new();
    for row in rows {
        let kind = RULES.into_iter().find(|kind| *kind == row.kind);
        if let Some(kind) = kind {
            let mark = Mark {
                kind,
                value: row.value,
            };
            owners.entry(mark).or_default().push(Owner {
                contact: row.id,
                name: row.name_folded,
                birthday: row.birthday_iso,
                handles: row.handles,
            });
        }
    }
    Ok(owners)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{ids, testing::now};

    fn candidate(name: &str, fields: Value) -> Candidate {
        Candidate {
            record: ids::new(now()),
            fields,
            name: name.to_owned(),
            origin: "csv".to_owned(),
            is_listed: true,
            evidence: json!({}),
            said_at: now(),
        }
    }

    fn owner(name: &str, birthday: Option<&str>, handle: Option<&str>) -> Owner {
        Owner {
            contact: ids::new(now()),
            name: name.to_owned(),
            birthday: birthday.map(str::to_owned),
            handles: handle.map(str::to_owned).into_iter().collect(),
        }
    }

    fn mark(kind: &'static str, value: &str) -> Mark {
        Mark {
            kind,
            value: value.to_owned(),
        }
    }

    #[test]
    fn what_people_share_joins_nobody() {
        let home = mark("email", "rossi@libero.example");
        let office = mark("email", "info@acme.example");
        let number = mark("phone", "+49301234");
        for (mark, known, name, expected) in [
            (&home, "maria rossi", "maria rossi", true),
            (&home, "maria rossi", "mario rossi", false),
            (&home, "maria rossi", "m. rossi", true),
            (&home, "maria rossi", "", true),
            (&home, "rossi@libero.example", "mario rossi", true),
            (&home, "mike turner", "michael turner", true),
            (&home, "anna schmidt", "anna weber", true),
            (&office, "tom lee", "tim lee", false),
            (&office, "tom lee", "lee, tom", true),
            (&office, "alex", "alex", false),
            (&office, "tom lee", "", false),
            (&office, "", "tom lee", false),
            (&office, "", "", true),
            (&number, "tom lee", "tim lee", false),
            (&number, "tom lee", "tom lee", true),
            (&number, "tom lee", "", true),
        ] {
            let known = [owner(known, None, None)];
            let found = owner_of(&known, &candidate(name, json!({})), mark);
            assert_eq!(
                found.is_some(),
                expected,
                "{} {} {name}",
                mark.value,
                known[0].name
            );
        }
        let two = [owner("tom lee", None, None), owner("tim lee", None, None)];
        assert!(owner_of(&two, &candidate("", json!({})), &number).is_none());
    }

    #[test]
    fn what_many_have_is_nobodys_and_costs_no_more() {
        let number = mark("phone", "+49301234");
        let bo = owner("bo lind", None, None);
        let mut known = vec![];
        for _ in 0..200 {
            add_owner(&mut known, bo.clone());
        }
        assert_eq!(known.len(), 1);
        let asked = candidate("bo lind", json!({}));
        assert!(owner_of(&known, &asked, &number).is_some());
        for place in 0..50_000 {
            add_owner(&mut known, owner(&format!("person {place}"), None, None));
        }
        assert!(owner_of(&known, &asked, &number).is_none());
        assert!(known.len() < 50);
    }

    #[test]
    fn birthdays_and_profiles_tell_namesakes_apart() {
        let number = mark("phone", "+49301234");
        let born = |day: &str| json!({ "birthday": day });
        let profile =
            |name: &str| json!({ "handles": [{ "value": format!("linkedin.com/in/{name}") }] });
        for (known, fields, expected) in [
            (
                owner("john smith", Some("1950-02-11"), None),
                born("1981-09-30"),
                false,
            ),
            (
                owner("john smith", Some("1950-02-11"), None),
                born("1950-02-11"),
                true,
            ),
            (owner("john smith", None, None), born("1950-02-11"), true),
            (
                owner("john smith", None, Some("linkedin.com/in/john")),
                profile("jsmith2"),
                false,
            ),
            (
                owner("john smith", None, Some("linkedin.com/in/john")),
                profile("john"),
                true,
            ),
            // One profile is the same, another one is not.
            (
                Owner {
                    handles: ["github.com/js", "linkedin.com/in/john"]
                        .map(str::to_owned)
                        .into(),
                    ..owner("john smith", None, None)
                },
                json!({ "handles": ["github.com/js", "linkedin.com/in/jsmith2"] }),
                false,
            ),
        ] {
            let known = [known];
            let found = owner_of(&known, &candidate("john smith", fields.clone()), &number);
            assert_eq!(found.is_some(), expected, "{known:?} {fields}");
        }
    }
}
