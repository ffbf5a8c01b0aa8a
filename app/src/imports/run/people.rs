//! Contacts from the addresses in the mail; what is new about those that were here.

use uuid::Uuid;

use super::{
    AT_ONCE, Halt, Run, count,
    statistics::{Growth, Written},
};
use crate::{
    context::Turn,
    error::{Error, Result},
    identity,
    imports::records,
};

/// How many addresses are resolved in one transaction: few at first, from which the
/// database learns how to plan for the rest.
const FIRST: i64 = 250;
const CHUNK: i64 = 2_000;

impl Run<'_> {
    pub(super) async fn resolve_people(&self) -> Result<(), Halt> {
        self.resolve_records().await?;
        let (mut chunk, mut after, mut growth) = (FIRST, None, Growth::default());
        loop {
            let mut scope = self.step(&[Turn::People]).await?;
            let resolved =
                identity::resolve_addresses(&mut scope, Some(self.import.id), after, chunk).await?;
            sqlx::query!(
                "update imports set
                   contacts_created = contacts_created + $2,
                   companies_created = companies_created + $3
                 where id = $1",
                self.import.id,
                count(resolved.contacts.len()),
                count(resolved.companies_created),
            )
            .execute(scope.db())
            .await
            .map_err(Error::from)?;
            scope.commit().await?;
            after = resolved.next;
            if after.is_none() {
                break;
            }
            chunk = CHUNK;
            if growth.has_doubled(resolved.contacts.len()) {
                self.take_statistics(Written::People).await?;
            }
        }
        let spoken_of = self.derive_known().await?;
        self.count_updated().await?;
        Ok(self.count_spoken_of(spoken_of).await?)
    }

    /// What the import says about contacts that were here before may change them. How many
    /// it speaks of.
    async fn derive_known(&self) -> Result<usize, Halt> {
        let mut known = self.touched(false).await?;
        let spoken_of = known.len();
        let mut scope = self.scope().await?;
        known.extend(identity::signers(&mut scope, self.import.id).await?);
        scope.commit().await?;
        known.sort_unstable();
        known.dedup();
        for chunk in known.chunks(AT_ONCE) {
            let mut scope = self.step(&[Turn::People]).await?;
            identity::derive_contacts(&mut scope, chunk).await?;
            scope.commit().await?;
        }
        let mut scope = self.step(&[Turn::People]).await?;
        identity::spell_companies(&mut scope).await?;
        scope.commit().await?;
        Ok(spoken_of)
    }

    /// Contacts that were here before and have something new in this import.
    async fn count_updated(&self) -> Result<()> {
        let mut scope = self.scope().await?;
        sqlx::query!(
            "update imports set
               seconds = $2,
               interactions = (
                 select count(distinct i.id)
                 from interactions i
                 join participants p on p.interaction_id = i.id
                 join identity_links l on l.source_record_id = p.source_record_id
                 where i.import_id = $1
               ),
               contacts_updated = (
                 select count(distinct c.id)
                 from interactions i
                 join participants p on p.interaction_id = i.id
                 join identity_links l on l.source_record_id = p.source_record_id
                 join contacts c on c.id = l.contact_id
                 where i.import_id = $1 and c.import_id is distinct from $1
               )
             where id = $1",
            self.import.id,
            self.seconds(),
        )
        .execute(scope.db())
        .await?;
        scope.commit().await
    }

    /// The contacts that this import speaks of, with or without the new ones with whom there
    /// was contact, and those whose threads it changed.
    pub(super) async fn touched(&self, with_new: bool) -> Result<Vec<Uuid>> {
        let mut scope = self.scope().await?;
        let mut spoken_of = records::spoken_of(&mut scope, self.import.id, with_new).await?;
        let contacts = sqlx::query_scalar!(
            r#"select l.contact_id as "contact!"
             from import_statements s
             join source_records r
               on r.workspace_id = s.workspace_id
               and r.origin = 'mail'
               and r.external_id = s.address
             join identity_links l on l.source_record_id = r.id
             join contacts c on c.id = l.contact_id
             where s.import_id = $1 and ($2 or c.import_id is distinct from $1)
             union
             select t.contact_id
             from import_touched t
             where t.import_id = $1
             order by 1"#,
            self.import.id,
            with_new,
        );
        spoken_of.extend(contacts.fetch_all(scope.db()).await?);
        spoken_of.sort_unstable();
        spoken_of.dedup();
        Ok(spoken_of)
    }
}
