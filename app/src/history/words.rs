//! Changes in words: fields, choices and people by their names, days as people write them,
//! photos as pictures as long as they are kept.

use std::collections::{HashMap, HashSet};

use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::{
    lists::item_words,
    revert::text_of,
    store::{Change, PHOTO},
};
use crate::{
    contacts::{self, day_words, page::origin_words, types::ContactField},
    context::Scope,
    error::Result,
    fields::{self, Field, Held, RECORD_KEY, types::FieldKind},
    merging, photos,
    routes::paths,
    suggestions::{KEEP_IN_TOUCH, Wish},
    ui::{Avatar, AvatarSize},
};

/// What must be known to put changes into words.
pub(super) struct Words {
    own: Vec<Field>,
    people: HashMap<Uuid, String>,
    photos: HashSet<String>,
}

impl Words {
    pub async fn load(scope: &mut Scope, changes: &[Change]) -> Result<Self> {
        let named: Vec<String> = changes.iter().flat_map(Change::photos).collect();
        let mut words = Self {
            own: fields::all_fields(scope).await?,
            people: HashMap::new(),
            photos: photos::standing(scope, &named).await?,
        };
        let ids: Vec<Uuid> = changes.iter().flat_map(|one| words.named(one)).collect();
        words.people = contacts::names_of(scope, &ids).await?;
        Ok(words)
    }

    fn field(&self, field: &str) -> Option<&Field> {
        let id = field.strip_prefix(RECORD_KEY)?;
        self.own.iter().find(|field| field.id.to_string() == id)
    }

    /// The contacts that a change of an own field names.
    fn named(&self, change: &Change) -> Vec<Uuid> {
        let field = self.field(&change.field);
        if field.is_none_or(|field| field.kind != FieldKind::Contact) {
            return Vec::new();
        }
        let values = [&change.old, &change.new].into_iter().flatten();
        values.filter_map(person).collect()
    }

    /// Who was joined to the contact by it.
    pub fn joined(&self, change: &Change) -> Option<String> {
        let name = text_of(change.new.as_ref());
        (change.field == merging::HISTORY && !name.is_empty()).then_some(name)
    }

    /// Nothing stood there before.
    pub fn is_addition(&self, change: &Change) -> bool {
        match self.parts(change) {
            Some((_, went)) => went.is_empty(),
            None => self.value(&change.field, change.old.as_ref()).is_none(),
        }
    }

    /// Why a photo that stood there before cannot be brought back, if it cannot.
    pub fn gone(&self, change: &Change) -> Option<&'static str> {
        let is_gone = change
            .photo_before()
            .is_some_and(|hash| !self.photos.contains(hash));
        is_gone.then_some("the photo before is not kept any more")
    }

    pub fn label(&self, name: &str) -> String {
        if name.starts_with(RECORD_KEY) {
            let field = self.field(name);
            return field.map_or_else(|| "Custom field".to_owned(), |field| field.label.clone());
        }
        let mut usual = ContactField::ALL.into_iter();
        let named = usual.find(|known| known.as_str() == name);
        match (named, name) {
            (Some(named), _) => named.label(),
            (_, PHOTO) => "Photo",
            (_, KEEP_IN_TOUCH) => "Keep in touch",
            (_, "emails") => "E-mail",
            (_, "phones") => "Phone",
            (_, "urls") => "Web",
            (_, "handles") => "Profile",
            (_, "addresses") => "Address",
            (_, "anniversaries") => "Date",
            (_, "tags") => "Tags",
            (_, "employments") => "Work",
            (_, "relations") => "Relation",
            (_, merging::HISTORY) => "Joined with",
            (_, merging::records::PARTED) => "Somebody else's",
            (_, merging::records::RETURNED) => "Came back",
            (_, other) => other,
        }
        .to_owned()
    }

    /// What came to a list and what went, of those that are not values of own fields.
    fn parts(&self, change: &Change) -> Option<(Vec<Value>, Vec<Value>)> {
        let parts = change.parts();
        parts.filter(|_| !change.field.starts_with(RECORD_KEY))
    }

    pub fn what(&self, change: &Change) -> AnyView {
        if change.field == PHOTO {
            return self.photo(change);
        }
        if let Some((came, went)) = self.parts(change) {
            let words = |item: &Value| match change.field.as_str() {
                "anniversaries" => day_words(&item_words(item)),
                _ => item_words(item),
            };
            let went = went.iter().map(&words);
            let went: Vec<_> = went.map(|words| view! { <del>{words}</del> " " }).collect();
            let came = came.iter().map(&words);
            let came: Vec<_> = came.map(|words| view! { <ins>{words}</ins> " " }).collect();
            return view! { {went} {came} }.into_any();
        }
        let old = self.value(&change.field, change.old.as_ref());
        let new = self.value(&change.field, change.new.as_ref());
        let new = new.unwrap_or_else(|| "nothing".to_owned());
        match old {
            Some(old) => view! { <del>{old}</del> " → " <ins>{new}</ins> }.into_any(),
            None => view! { <ins>{new}</ins> }.into_any(),
        }
    }

    fn photo(&self, change: &Change) -> AnyView {
        let old = change.old.as_ref().and_then(Value::as_str);
        let new = change.new.as_ref().and_then(Value::as_str);
        let word = match (old, new) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "replaced",
        };
        let shown = |hash: &str| {
            let is_kept = self.photos.contains(hash);
            let photo = is_kept.then(|| paths::small_photo(hash));
            photo.map(|photo| view! { " " <Avatar name="" photo=photo size=AvatarSize::Small/> })
        };
        let pictures = [old, new].into_iter().flatten().map(shown);
        let pictures = pictures.collect::<Vec<_>>();
        view! { {word} {pictures} }.into_any()
    }

    fn value(&self, name: &str, value: Option<&Value>) -> Option<String> {
        let value = value?;
        let words = match (self.field(name), name) {
            (Some(field), _) => self.own(field, value),
            (None, "birthday" | "met_on") => day_words(&text_of(Some(value))),
            (None, KEEP_IN_TOUCH) => match Wish::noted(Some(value)) {
                Wish::EveryDays(1) => "every day".to_owned(),
                Wish::EveryDays(days) => format!("every {days} days"),
                Wish::Never => "never".to_owned(),
                Wish::Rhythm => String::new(),
            },
            (None, merging::records::PARTED | merging::records::RETURNED) => {
                let origin = origin_words(value["origin"].as_str());
                format!("{} ({origin})", text_of(Some(value)))
            }
            (None, _) => text_of(Some(value)),
        };
        Some(words).filter(|words| !words.is_empty())
    }

    fn own(&self, field: &Field, value: &Value) -> String {
        let contact = person(value).map(|id| {
            let name = self.people.get(&id).cloned();
            (
                id,
                name.unwrap_or_else(|| "Somebody who is gone".to_owned()),
            )
        });
        let held = Held {
            field: field.clone(),
            value: value.clone(),
            contact,
        };
        let words = held.words().unwrap_or_else(|| held.parts().join(", "));
        match field.kind {
            FieldKind::Date => day_words(&words),
            _ => words,
        }
    }
}

fn person(value: &Value) -> Option<Uuid> {
    value.as_str()?.parse().ok()
}
