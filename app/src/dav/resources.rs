//! What lies where in the tree.

use super::{
    calendars::{self, Entry},
    cards::{self, Card},
    place::{Calendar, Place},
    properties::Resource,
    report::token_of,
    serve::Asked,
};
use crate::{error::Result, workspaces::Permission};

impl Asked {
    pub(super) async fn collection(&self, place: &Place) -> Result<Resource> {
        let state = match place {
            Place::Book => {
                let mut scope = self.viewer.begin().await?;
                cards::refresh(&mut scope).await?;
                let newest = cards::newest(&mut scope).await?;
                scope.commit().await?;
                Some(token_of(newest))
            }
            Place::Calendar(calendar) => {
                let entries = calendars::entries(&self.viewer, *calendar).await?;
                Some(calendars::tag(&entries))
            }
            _ => None,
        };
        let title = match place {
            Place::Book => self.viewer.workspace_name.clone(),
            Place::Calendar(calendar) => {
                format!("{} ({})", calendar.title(), self.viewer.workspace_name)
            }
            Place::Principal => self.viewer.name.clone(),
            _ => "Kith".to_owned(),
        };
        Ok(Resource {
            title,
            ..self.resource(place.clone(), state, None)
        })
    }

    /// What lies in a collection.
    pub(super) async fn below(&self, place: &Place) -> Result<Vec<Resource>> {
        let mut found = Vec::new();
        match place {
            Place::Root => {
                for place in [Place::Principal, Place::Books, Place::Calendars] {
                    found.push(self.collection(&place).await?);
                }
            }
            Place::Books => found.push(self.collection(&Place::Book).await?),
            Place::Calendars => {
                for calendar in Calendar::ALL {
                    found.push(self.collection(&Place::Calendar(calendar)).await?);
                }
            }
            Place::Book => {
                let mut scope = self.viewer.begin().await?;
                let cards = cards::all(&mut scope).await?;
                found.extend(cards.iter().map(|card| self.card(card, None)));
            }
            Place::Calendar(calendar) => {
                let entries = calendars::entries(&self.viewer, *calendar).await?;
                found.extend(entries.iter().map(|entry| self.entry(*calendar, entry)));
            }
            Place::Principal | Place::Card(_) | Place::Entry(..) => {}
        }
        Ok(found)
    }

    pub fn card(&self, card: &Card, content: Option<String>) -> Resource {
        let place = Place::Card(card.name.clone());
        self.resource(place, Some(card.etag()), content)
    }

    pub fn entry(&self, calendar: Calendar, entry: &Entry) -> Resource {
        let place = Place::Entry(calendar, entry.name.clone());
        self.resource(place, Some(entry.etag.clone()), Some(entry.text.clone()))
    }

    fn resource(&self, place: Place, state: Option<String>, content: Option<String>) -> Resource {
        Resource {
            place,
            may_write: self.viewer.role.may(Permission::EditContacts),
            email: self.viewer.email.clone(),
            title: String::new(),
            state,
            content,
        }
    }

    /// One card or entry with its text.
    pub(super) async fn leaf(&self, place: &Place) -> Result<Option<Resource>> {
        match place {
            Place::Card(name) => {
                let mut scope = self.viewer.begin().await?;
                let found = cards::named(&mut scope, std::slice::from_ref(name)).await?;
                let Some(card) = found.first() else {
                    return Ok(None);
                };
                let texts = cards::texts(&mut scope, &[card.contact]).await?;
                scope.commit().await?;
                let text = texts
                    .get(&card.contact)
                    .map(|text| text.write(self.version));
                Ok(Some(self.card(card, text)))
            }
            Place::Entry(calendar, name) => {
                let entries = calendars::entries(&self.viewer, *calendar).await?;
                let entry = entries.iter().find(|entry| entry.name == *name);
                Ok(entry.map(|entry| self.entry(*calendar, entry)))
            }
            _ => Ok(None),
        }
    }
}
