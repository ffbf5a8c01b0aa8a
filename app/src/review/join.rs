//! Joining without a question: the certain ones, a few at a time, each with what it rests on.
//! Nobody did it by hand, so the decision names no member.

use uuid::Uuid;

use super::{
    RULES,
    apart::{Said, said},
    verdict::Person,
    waiting,
};
use crate::{
    context::Scope,
    error::{Error, Result},
    identity::{About, Grounds},
    merging::{Terms, merge_contacts},
};

/// So many people are joined in one transaction.
pub(super) const AT_ONCE: usize = 50;

/// Joins these, but for those about whom somebody decided meanwhile; returns how many
/// contacts became part of another one.
pub(super) async fn join_people(scope: &mut Scope, people: &[Person]) -> Result<i32> {
    let people_said = said(scope, About::Contacts).await?;
    let mut joined = 0;
    for person in people.iter().filter(|one| is_free(one, &people_said)) {
        joined += join_person(scope, person).await?;
    }
    Ok(joined)
}

/// Whether nobody said anything against it meanwhile.
pub(super) fn is_free(person: &Person, said: &Said) -> bool {
    let members = person.members();
    let together = |one: &Uuid| {
        let mut others = members.iter();
        others.all(|other| said.is_free(*one, *other))
    };
    members.iter().all(together)
}

async fn join_person(scope: &mut Scope, person: &Person) -> Result<i32> {
    let mut count = 0;
    for (id, pair) in &person.joined {
        let terms = Terms {
            grounds: Grounds {
                evidence: pair.evidence.clone(),
                probability: Some(pair.probability as f32),
                rule: RULES.to_owned(),
            },
            ..Terms::default()
        };
        match merge_contacts(scope, person.kept, &[*id], &terms).await {
            Ok(()) => count += 1,
            // One of them went into the trash, or became another's, meanwhile.
            Err(Error::Conflict | Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    waiting::close(scope, About::Contacts, &person.members()).await?;
    Ok(count)
}
