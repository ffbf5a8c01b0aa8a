//! The run of an import of records: the same stages as of mail, with other hands.

use std::collections::BTreeMap;

use ::records::{InputError, Options, mapping::Rows};
use chrono::Days;
use chrono_tz::Tz;
use futures::future::try_join;
use tokio::task::spawn_blocking;

use super::{Halt, Run, statistics::Written};
use crate::{
    accounts::regions_of,
    context::Turn,
    error::{Error, Result, internal},
    events::announce,
    imports::records::{self, Batch, People, Plan, Table},
};

impl From<InputError> for Halt {
    fn from(error: InputError) -> Self {
        Self::Hopeless(match error {
            _ if error.is_bomb() => "archive_bomb",
            InputError::Read(_) => "file_missing",
            InputError::UnsafePath { .. } => "unsafe_path",
            InputError::Encrypted { .. } => "encrypted",
            InputError::Method { .. } | InputError::TooMany { .. } | InputError::Damaged(_) => {
                "damaged_archive"
            }
            InputError::Unknown => "no_messages",
        })
    }
}

impl Run<'_> {
    /// Which kind of file it is: once, before anything is stored.
    pub(super) async fn recognise(&mut self) -> Result<(), Halt> {
        if self.import.stage != "reading" || self.import.listed > 0 || self.import.is_records() {
            return Ok(());
        }
        let path = self.kith.settings.import_file(self.import.id);
        let name = self.import.file_name.clone();
        let format = spawn_blocking(move || records::recognise(&path, &name))
            .await
            .map_err(internal)?;
        let Some(format) = format else {
            return Ok(());
        };
        let mut scope = self.step(&[]).await?;
        sqlx::query!(
            "update imports set kind = $2 where id = $1",
            self.import.id,
            records::kind_of(format),
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        scope.commit().await?;
        records::kind_of(format).clone_into(&mut self.import.kind);
        Ok(())
    }

    pub(super) async fn read_records(&mut self) -> Result<(), Halt> {
        if self.import.stage != "reading" {
            return Ok(());
        }
        let mut plan = self.plan().await?;
        let tables = self.settle_tables(&plan).await?;
        let has_messages = tables
            .iter()
            .any(|table| table.mapping.rows == Rows::Messages);
        let tables = tables.into_iter();
        plan.mappings = tables
            .map(|table| (table.container, table.mapping))
            .collect();
        let people = self.find_member(&plan, has_messages).await?;
        let (mut batches, threads) = records::read(plan, self.import.position());
        while let Some(batch) = batches.recv().await {
            if self.stop.is_cancelled() {
                return Err(Halt::Stopped);
            }
            let batch = batch?;
            match batches.recv().await {
                Some(Ok(next)) => self.store_two(&people, batch, next).await?,
                Some(Err(error)) => {
                    self.store_one(&people, batch).await?;
                    return Err(error.into());
                }
                None => self.store_one(&people, batch).await?,
            }
        }
        threads.await.map_err(internal)?.map_err(internal)?;
        if self.import.listed == 0 {
            return Err(Halt::Hopeless("no_records"));
        }
        Ok(self.take_statistics(Written::Records).await?)
    }

    async fn store_one(&mut self, people: &People, batch: Batch) -> Result<(), Halt> {
        let mut scope = self.scope().await?;
        scope.repeatable().await?;
        let seconds = self.seconds();
        records::store_records(&mut scope, &mut self.import, people, batch, seconds).await?;
        Ok(scope.commit().await?)
    }

    /// Two batches side by side where they allow it, in a transaction each. The first has the
    /// turn for both, and gives it back when the second has nothing left to wait for.
    async fn store_two(&mut self, people: &People, one: Batch, other: Batch) -> Result<(), Halt> {
        let mut first = self.scope().await?;
        first.repeatable().await?;
        first.alone(Turn::Mail).await?;
        if !records::may_go_together(&mut first, &one, &other).await? {
            drop(first);
            self.store_one(people, one).await?;
            return self.store_one(people, other).await;
        }
        let mut second = self.scope().await?;
        second.repeatable().await?;
        let (one, other) = try_join(
            records::write(&mut first, &self.import, people, one),
            records::write(&mut second, &self.import, people, other),
        )
        .await?;
        let seconds = self.seconds();
        one.settle(&mut first, &mut self.import, seconds).await?;
        first.commit().await?;
        other.settle(&mut second, &mut self.import, seconds).await?;
        Ok(second.commit().await?)
    }

    async fn plan(&self) -> Result<Plan> {
        let mut scope = self.scope().await?;
        let zone =
            sqlx::query_scalar!("select zone from users where id = $1", self.import.user_id,);
        let zone = zone.fetch_optional(scope.db()).await?;
        let zone: Tz = zone.and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC);
        let began = self.import.created_at;
        let days = |days: i32| Days::new(u64::from(days.unsigned_abs()));
        Ok(Plan {
            path: self.kith.settings.import_file(self.import.id),
            file_name: self.import.file_name.clone(),
            file_size: self.import.file_size,
            options: Options {
                regions: regions_of(zone),
                time_zone: zone,
                window: (
                    began
                        .checked_sub_days(days(records::DAYS_BACK))
                        .unwrap_or(began),
                    began
                        .checked_add_days(days(records::DAYS_AHEAD))
                        .unwrap_or(began),
                ),
                mapping: None,
            },
            mappings: BTreeMap::new(),
        })
    }

    /// How the columns of each table are read: as was decided, as was decided for the same
    /// columns before, or as they look; then a person is asked, if one is there, for one
    /// table after the other. What was begun is read to its end as it was begun.
    async fn settle_tables(&self, plan: &Plan) -> Result<Vec<Table>, Halt> {
        let mut scope = self.scope().await?;
        let is_begun = self.import.listed > 0;
        if is_begun {
            let tables = records::tables_of(&mut scope, self.import.id).await?;
            if !tables.is_empty() {
                return Ok(tables);
            }
        }
        let looked = plan.clone();
        let looks = spawn_blocking(move || records::looks(&looked))
            .await
            .map_err(internal)??;
        let tables = records::decided(&mut scope, self.import.id, looks).await?;
        let is_guessed = tables.iter().any(|table| table.origin == "guess");
        let asks = self.import.ask && is_guessed && !is_begun;
        let run = (self.import.id, self.import.attempt);
        records::settle_tables(&mut scope, run, &tables, asks).await?;
        announce(&mut scope, "import.progress", self.import.id).await?;
        scope.commit().await?;
        if asks {
            return Err(Halt::Withdrawn);
        }
        Ok(tables)
    }

    /// Who the member is among those in chats and meetings: a person is asked where it is
    /// not clear; without one, nobody is taken for the member.
    async fn find_member(&self, plan: &Plan, has_messages: bool) -> Result<People, Halt> {
        let kind = self.import.kind.as_str();
        let is_of_contacts = matches!(kind, "csv" | "vcard" | "ldif" | "monica");
        let has_people = has_messages || !is_of_contacts;
        let own = self.import.own_addresses.clone();
        if !has_people {
            return Ok(People {
                own,
                ..People::default()
            });
        }
        let looked = plan.clone();
        let cast = spawn_blocking(move || records::cast(&looked))
            .await
            .map_err(internal)??;
        let mut scope = self.scope().await?;
        let chosen = records::chosen_member(&mut scope, self.import.id).await?;
        let me = match chosen {
            Some(chosen) => chosen,
            None => {
                let words = records::words_of_member(&mut scope, self.import.user_id).await?;
                let found = cast.member(&words);
                let asks = self.import.ask && found.is_none();
                let run = (self.import.id, self.import.attempt);
                let me = found.unwrap_or_default();
                let settled = (!asks).then_some(me.as_slice());
                records::settle_member(&mut scope, run, settled, &cast.proposals(), asks).await?;
                announce(&mut scope, "import.progress", self.import.id).await?;
                scope.commit().await?;
                if asks {
                    return Err(Halt::Withdrawn);
                }
                me
            }
        };
        Ok(People { own, me, cast })
    }
}
