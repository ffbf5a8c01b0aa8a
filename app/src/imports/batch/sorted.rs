//! The items of a batch by what becomes of them, and the record of those that are
//! not used.

use mail::message::{Automated, Class, Message};

use super::rows::line;
use crate::{
    context::Scope,
    error::Result,
    imports::{
        folders::{Folder, folder_of, folder_of_path},
        reader::Item,
        signatures::Signed,
        store::Import,
    },
};

pub struct Rejected<'a> {
    item: &'a Item,
    pub reason: &'static str,
}

impl Rejected<'_> {
    fn subject(&self) -> Option<&str> {
        match &self.item.content {
            Ok(message) => Some(&message.subject),
            Err(unread) => unread.remains.subject.as_deref(),
        }
    }

    fn sender(&self) -> Option<&str> {
        match &self.item.content {
            Ok(message) => Some(&message.from.email),
            Err(unread) => unread.remains.sender.as_deref(),
        }
    }
}

pub struct Usable<'a> {
    pub place: Option<i64>,
    pub message: &'a Message,
    pub signed: Option<&'a Signed>,
}

#[derive(Default)]
pub struct Sorted<'a> {
    pub usable: Vec<Usable<'a>>,
    pub skipped: Vec<Rejected<'a>>,
    pub failed: Vec<Rejected<'a>>,
}

impl<'a> Sorted<'a> {
    /// The usable ones in the order of their ids, in which every import takes rows.
    pub fn of(items: &'a [Item], import: &Import) -> Self {
        let mut sorted = Self::default();
        for item in items {
            sorted.take(item, import);
        }
        sorted
            .usable
            .sort_by(|a, b| a.message.message_id.cmp(&b.message.message_id));
        sorted
    }

    fn take(&mut self, item: &'a Item, import: &Import) {
        let message = match &item.content {
            Ok(message) => message,
            Err(unread) => {
                return self.failed.push(Rejected {
                    item,
                    reason: unread.reason,
                });
            }
        };
        match skip_reason(&item.container, message, import) {
            None => self.usable.push(Usable {
                place: item.place,
                message,
                signed: item.signed.as_deref(),
            }),
            Some(reason) => self.skipped.push(Rejected { item, reason }),
        }
    }

    pub async fn store_rejections(&self, scope: &mut Scope, import: &Import) -> Result<()> {
        let all = || {
            let skipped = self.skipped.iter().map(|rejected| ("skipped", rejected));
            skipped.chain(self.failed.iter().map(|rejected| ("failed", rejected)))
        };
        if all().next().is_none() {
            return Ok(());
        }
        let told = |tell: for<'r> fn(&'r Rejected<'a>) -> Option<&'r str>| -> Vec<Option<String>> {
            all()
                .map(|(_, rejected)| tell(rejected).map(|said| line(said, 300)))
                .collect()
        };
        let places: Vec<Option<i64>> = all().map(|(_, rejected)| rejected.item.place).collect();
        let containers: Vec<&str> = all()
            .map(|(_, rejected)| rejected.item.container.as_str())
            .collect();
        let outcomes: Vec<&str> = all().map(|(outcome, _)| outcome).collect();
        let reasons: Vec<&str> = all().map(|(_, rejected)| rejected.reason).collect();
        let workspace = scope.workspace;
        sqlx::query!(
            "insert into import_rejections
               (import_id, workspace_id, container, place, outcome, reason, subject, sender)
             select $1, $2, container, place, outcome, reason, subject, sender
             from unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[])
               with ordinality as new (container, place, outcome, reason, subject, sender, position)
             order by position",
            import.id,
            workspace,
            &containers as &[&str],
            &places as &[Option<i64>],
            &outcomes as &[&str],
            &reasons as &[&str],
            &told(Rejected::subject) as &[Option<String>],
            &told(Rejected::sender) as &[Option<String>],
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}

/// None for what was asked for, and for what the member wrote in the name of an office.
fn skip_reason(container: &str, message: &Message, import: &Import) -> Option<&'static str> {
    let labels = message.labels.iter().filter_map(|label| folder_of(label));
    let unwanted = labels
        .chain(folder_of_path(container))
        .find_map(|folder| match folder {
            Folder::Drafts => Some("draft"),
            Folder::Spam => Some("spam"),
            Folder::Trash => Some("trash"),
            Folder::Sent => None,
        });
    let reason = unwanted.or(match (message.class, message.automated) {
        (Class::Person, _) => None,
        (Class::List, _) => Some("list"),
        (Class::Newsletter, _) => Some("newsletter"),
        (Class::Automated, Some(Automated::Role)) => Some("role"),
        (Class::Automated, _) => Some("automated"),
    });
    let is_own =
        |reason: &str| reason == "role" && import.own_addresses.contains(&message.from.email);
    let is_asked_for = |reason: &str| import.included.iter().any(|asked| asked == reason);
    reason.filter(|reason| !is_own(reason) && !is_asked_for(reason))
}
