//! The run of an import of records: the same stages as of mail, with other hands.

use ::records::{InputError, Options, mapping::Rows};
use chrono::Days;
use chrono_tz::Tz;
use futures::future::try_join_all;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{
    Halt, Run, count,
    statistics::{Growth, Written},
};
use crate::{
    accounts::regions_of,
    context::Turn,
    error::{Error, Result, internal},
    events::announce,
    identity,
    imports::records::{self, Decided, People, Plan},
};

/// Meetings are expanded this far back and ahead.
const DAYS_BACK: u64 = 10 * 365;
const DAYS_AHEAD: u64 = 365;
/// How many records are resolved in one transaction: few at first, as of addresses.
const FIRST: usize = 250;
const RESOLVED: usize = 2_000;
/// How many resolve at once.
const HANDS: usize = 2;

impl From<InputError> for Halt {
    fn from(error: InputError) -> Self {
        Self::Hopeless(match error {
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
        plan.options.mapping = self.settle_mapping(&plan).await?;
        let people = self.find_member(&plan).await?;
        let (mut batches, thread) = records::read(plan, self.import.position());
        while let Some(batch) = batches.recv().await {
            if self.stop.is_cancelled() {
                return Err(Halt::Stopped);
            }
            let batch = batch?;
            let mut scope = self.scope().await?;
            let seconds = self.seconds();
            records::store_records(&mut scope, &mut self.import, &people, batch, seconds).await?;
            scope.commit().await?;
        }
        thread.await.map_err(internal)?;
        if self.import.listed == 0 {
            return Err(Halt::Hopeless("no_records"));
        }
        Ok(self.take_statistics(Written::Mail).await?)
    }

    async fn plan(&self) -> Result<Plan> {
        let mut scope = self.scope().await?;
        let zone =
            sqlx::query_scalar!("select zone from users where id = $1", self.import.user_id,);
        let zone = zone.fetch_optional(scope.db()).await?;
        let zone: Tz = zone.and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC);
        let began = self.import.created_at;
        let days = (Days::new(DAYS_BACK), Days::new(DAYS_AHEAD));
        Ok(Plan {
            path: self.kith.settings.import_file(self.import.id),
            file_name: self.import.file_name.clone(),
            file_size: self.import.file_size,
            options: Options {
                regions: regions_of(zone),
                time_zone: zone,
                window: (
                    began.checked_sub_days(days.0).unwrap_or(began),
                    began.checked_add_days(days.1).unwrap_or(began),
                ),
                mapping: None,
            },
        })
    }

    /// How the columns of a table are read: as was decided, as was decided for the same
    /// columns before, or as it looks; then a person is asked, if one is there.
    async fn settle_mapping(
        &self,
        plan: &Plan,
    ) -> Result<Option<::records::mapping::Mapping>, Halt> {
        if self.import.kind != "csv" {
            return Ok(None);
        }
        let mut scope = self.scope().await?;
        let before = records::mapping_of(&mut scope, self.import.id).await?;
        if self.import.listed > 0 {
            return Ok(before.map(|decided| decided.mapping));
        }
        let looked = plan.clone();
        let guess = spawn_blocking(move || records::guess(&looked))
            .await
            .map_err(internal)??;
        let Some(guess) = guess else {
            return Ok(None);
        };
        let given = before.filter(|decided| decided.origin == "person");
        let known = records::remembered(&mut scope, &guess.signature()).await?;
        let (mapping, origin) = match (&given, &known) {
            (Some(given), _) => (guess.corrected_by(&given.mapping), "person"),
            (None, Some(known)) => (guess.corrected_by(known), "memory"),
            (None, None) => (guess, "guess"),
        };
        if given.is_some() {
            records::remember(&mut scope, &mapping).await?;
        }
        let asks = self.import.ask && origin == "guess";
        let decided = Decided {
            mapping,
            origin: origin.to_owned(),
        };
        let run = (self.import.id, self.import.attempt);
        records::settle_mapping(&mut scope, run, &decided, asks).await?;
        announce(&mut scope, "import.progress", self.import.id).await?;
        scope.commit().await?;
        if asks {
            return Err(Halt::Withdrawn);
        }
        Ok(Some(decided.mapping))
    }

    /// Who the member is among those in chats and meetings: a person is asked where it is
    /// not clear; without one, nobody is taken for the member.
    async fn find_member(&self, plan: &Plan) -> Result<People, Halt> {
        let has_people = match self.import.kind.as_str() {
            "csv" => plan
                .options
                .mapping
                .as_ref()
                .is_some_and(|mapping| mapping.rows == Rows::Messages),
            kind => !matches!(kind, "vcard" | "ldif"),
        };
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

    /// Contacts from the records; those of mail follow.
    pub(super) async fn resolve_records(&self) -> Result<(), Halt> {
        if !self.import.is_records() {
            return Ok(());
        }
        let mut scope = self.step(&[Turn::People]).await?;
        let named = identity::ensure_companies_of(&mut scope, self.import.id).await?;
        identity::spell_companies(&mut scope).await?;
        self.count_created(&mut scope, 0, named).await?;
        let unlinked = identity::unlinked_records(&mut scope, self.import.id).await?;
        scope.commit().await?;
        let (first, rest) = unlinked.split_at(unlinked.len().min(FIRST));
        let mut growth = Growth::default();
        for chunk in std::iter::once(first).chain(rest.chunks(RESOLVED * HANDS)) {
            let mut scope = self.scope().await?;
            let shares = identity::shares(&mut scope, chunk, HANDS).await?;
            scope.commit().await?;
            let created = try_join_all(shares.iter().map(|share| self.resolve(share))).await?;
            if growth.has_doubled(created.into_iter().sum()) {
                self.take_statistics(Written::People).await?;
            }
        }
        Ok(())
    }

    /// Resolves a share beside those who resolve the others. The row of the import comes
    /// last, because all of them want it.
    async fn resolve(&self, share: &[Uuid]) -> Result<usize, Halt> {
        if self.stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        let mut scope = self.scope().await?;
        scope.in_company(Turn::People).await?;
        let resolved = identity::resolve_records(&mut scope, self.import.id, share).await?;
        let created = resolved.contacts.len();
        self.claim(&mut scope).await?;
        self.count_created(&mut scope, created, resolved.companies_created)
            .await?;
        scope.commit().await?;
        Ok(created)
    }

    async fn count_created(
        &self,
        scope: &mut crate::context::Scope,
        contacts: usize,
        companies: u64,
    ) -> Result<()> {
        sqlx::query!(
            "update imports set
               contacts_created = contacts_created + $2,
               companies_created = companies_created + $3
             where id = $1",
            self.import.id,
            count(contacts),
            count(companies),
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }

    /// Contacts that were here before and of which this import says something.
    pub(super) async fn count_spoken_of(&self) -> Result<()> {
        if !self.import.is_records() {
            return Ok(());
        }
        let known = self.touched(false).await?;
        let mut scope = self.scope().await?;
        sqlx::query!(
            "update imports set contacts_updated = $2 where id = $1",
            self.import.id,
            count(known.len()),
        )
        .execute(scope.db())
        .await?;
        scope.commit().await
    }
}
