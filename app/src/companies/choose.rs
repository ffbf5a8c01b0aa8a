//! Whose value survives, where a person chose as two companies become one: the fields in which
//! one is chosen.

use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, Field, types::Subject},
    merging::Choices,
};

/// A field that is chosen in.
#[derive(Clone, Debug)]
pub(super) enum Chosen {
    Name,
    Domain,
    Parent,
    Own(Box<Field>),
}

impl Chosen {
    pub async fn all(scope: &mut Scope) -> Result<Vec<Self>> {
        let own = fields::fields(scope, Subject::Company).await?;
        let own = own.into_iter().map(|field| Self::Own(Box::new(field)));
        Ok([Self::Name, Self::Domain, Self::Parent]
            .into_iter()
            .chain(own)
            .collect())
    }

    /// As a choice names it.
    pub fn name(&self) -> String {
        match self {
            Self::Name => "name".to_owned(),
            Self::Domain => "domain".to_owned(),
            Self::Parent => "parent".to_owned(),
            Self::Own(field) => format!("fields.{}", field.key),
        }
    }

    pub fn label(&self) -> String {
        match self {
            Self::Name => "Name".to_owned(),
            Self::Domain => "Domain".to_owned(),
            Self::Parent => "Belongs to".to_owned(),
            Self::Own(field) => field.label.clone(),
        }
    }

    /// Under which the join remembers it.
    pub fn key(&self) -> String {
        match self {
            Self::Own(field) => field.id.to_string(),
            known => known.name(),
        }
    }
}

/// The fields in which the value of `from` is to survive. What was chosen of `into` stays.
pub(super) async fn read(
    scope: &mut Scope,
    choices: &Choices,
    from: Uuid,
    into: Uuid,
) -> Result<Vec<Chosen>> {
    if choices.is_empty() {
        return Ok(Vec::new());
    }
    let unknown = || Error::invalid("choose", FieldCode::Unknown);
    let known = Chosen::all(scope).await?;
    let mut chosen = Vec::new();
    for (name, whose) in choices {
        let field = known.iter().find(|field| field.name() == *name);
        let field = field.ok_or_else(unknown)?;
        if *whose != from && *whose != into {
            return Err(unknown());
        }
        if *whose == from {
            chosen.push(field.clone());
        }
    }
    Ok(chosen)
}
