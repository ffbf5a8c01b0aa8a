//! Two years replayed day by day in a network that fades when nobody tends it: with
//! suggestions that a member mostly follows, and without. Then what a refresh costs in a
//! large workspace.

mod people;

use anyhow::Result;
use app::{
    context::{Clock, Kith, Scope, Viewer},
    scoring,
    suggestions::{self, Decision},
};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use self::people::{Person, chance, people};
use crate::{population, table::Table, timing::seconds, world::World};

const DAYS: i64 = 730;
const CROWD: i64 = 100_000;
const INTERACTIONS: i64 = 1_000_000;
/// How often a day a member does what is suggested, and dismisses it.
const DONE: f64 = 0.7;
const DISMISSED: f64 = 0.05;

pub async fn measure() -> Result<()> {
    let world = World::open().await?;
    let with = replay(&world, "ada@kith.example", true).await?;
    let without = replay(&world, "eve@kith.example", false).await?;
    println!("Two years of {} people", people::COUNT);
    let mut table = Table::new(["", "with suggestions", "without"]);
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    table.row(vec![
        "strong ties within their rhythm".to_owned(),
        percent(with.kept),
        percent(without.kept),
    ]);
    for (name, figure) in [
        ("suggestions a week", with.per_week),
        ("of them to dormant ties", with.dormant_per_week),
        ("again within 14 days of done", with.repeats),
        ("again within 30 days of dismissed", with.pressed),
    ] {
        let cells = [name.to_owned(), format!("{figure:.1}"), "-".to_owned()];
        table.row(cells.to_vec());
    }
    table.print();
    cost(&world).await
}

async fn cost(world: &World) -> Result<()> {
    let viewer = world.member("ivy@kith.example", "Ivy Berg").await?;
    population::add_people(&viewer, 1, CROWD + 1).await?;
    population::add_interactions(&viewer, CROWD, INTERACTIONS).await?;
    scoring::refresh_workspace(&world.kith, viewer.workspace).await?;
    population::settle(&world.kith).await?;
    println!("100,000 contacts with 1,000,000 interactions, seconds");
    let mut table = Table::new(["refresh of all suggestions", "seconds", "aim"]);
    for name in ["first", "again", "again"] {
        let work = suggestions::refresh_workspace(&world.kith, viewer.workspace);
        let took = seconds(async { Ok(work.await?) }).await?;
        table.row(vec![name.to_owned(), format!("{took:.1}"), "10".to_owned()]);
    }
    table.print();
    Ok(())
}

#[derive(Default)]
struct Outcome {
    kept: f64,
    per_week: f64,
    dormant_per_week: f64,
    repeats: f64,
    pressed: f64,
}

struct Replay {
    kith: Kith,
    viewer: Viewer,
    people: Vec<Person>,
    next: u128,
    begins: DateTime<Utc>,
}

/// A time of contact that is still to be written down.
struct Touch {
    person: usize,
    is_mine: bool,
    at: DateTime<Utc>,
}

async fn replay(world: &World, email: &str, with_suggestions: bool) -> Result<Outcome> {
    let viewer = world.member(email, "Ada Berg").await?;
    let begins = Clock::System.now() - Duration::days(DAYS);
    let mut next = u128::from(with_suggestions) << 100;
    let people = people(&viewer, begins, || {
        next += 1;
        Uuid::from_u128(next)
    });
    let people = people.await?;
    let mut replay = Replay {
        kith: world.kith.clone(),
        next,
        viewer,
        people,
        begins,
    };
    replay.write_history().await?;
    let (mut kept, mut looked) = (0_u32, 0_u32);
    for day in 0..DAYS {
        let at = begins + Duration::days(day);
        replay.kith.clock = Clock::Fixed(at);
        let touches = replay.of_themselves(day, at);
        replay.write(touches, at).await?;
        if with_suggestions {
            suggestions::refresh_workspace(&replay.kith, replay.viewer.workspace).await?;
            replay.follow(day, at).await?;
        }
        for person in replay.people.iter().filter(|person| person.is_strong) {
            looked += 1;
            kept += u32::from(person.silence(at) <= 1.5 * person.rhythm);
        }
    }
    let mut outcome = replay.outcome().await?;
    outcome.kept = f64::from(kept) / f64::from(looked.max(1));
    Ok(outcome)
}

impl Replay {
    async fn scope(&self, at: DateTime<Utc>) -> Result<Scope> {
        let pool = &self.kith.pool;
        Ok(Scope::open(pool, self.viewer.workspace, Some(self.viewer.user), at).await?)
    }

    async fn write_history(&mut self) -> Result<()> {
        let mut touches = Vec::new();
        for (place, person) in self.people.iter().enumerate() {
            let mut at = person.last_at;
            let first = person.last_at - Duration::days(700);
            let mut is_mine = place % 2 == 0;
            while at > first {
                touches.push(Touch {
                    person: place,
                    is_mine,
                    at,
                });
                at -= Duration::seconds((person.rhythm * 43_200.0) as i64);
                is_mine = !is_mine;
            }
        }
        let begins = self.begins;
        self.write(touches, begins).await?;
        Ok(())
    }

    /// Who writes without being reminded, and who answers today.
    fn of_themselves(&mut self, day: i64, at: DateTime<Utc>) -> Vec<Touch> {
        let mut touches = Vec::new();
        for (place, person) in self.people.iter_mut().enumerate() {
            let silence = person.silence(at);
            let theirs = 0.5_f64.powf(silence / 60.0) / person.rhythm;
            let mine = 0.5 * 0.5_f64.powf(silence / 30.0) / person.rhythm;
            let answers = person.answers_on == Some(day);
            let number = place as i64;
            if answers || chance(number, day, "they write") < theirs {
                person.answers_on = None;
                touches.push(Touch {
                    person: place,
                    is_mine: false,
                    at,
                });
            } else if chance(number, day, "I write") < mine {
                touches.push(Touch {
                    person: place,
                    is_mine: true,
                    at,
                });
            }
        }
        touches
    }

    /// Does most of what is suggested, as a member would.
    async fn follow(&mut self, day: i64, at: DateTime<Utc>) -> Result<()> {
        let mut scope = self.scope(at).await?;
        let open = suggestions::open(&mut scope, "open", None, 200).await?;
        let mut touches = Vec::new();
        for suggestion in open {
            let place = self
                .people
                .iter()
                .position(|person| person.contact == suggestion.contact_id);
            let Some(place) = place else { continue };
            let drawn = chance(place as i64, day, "decide");
            let decision = match drawn {
                low if low < DONE => Decision::Done,
                low if low < DONE + DISMISSED => Decision::Dismissed,
                _ => continue,
            };
            suggestions::decide(&mut scope, suggestion.id, decision).await?;
            if decision == Decision::Done {
                touches.push(Touch {
                    person: place,
                    is_mine: true,
                    at: at + Duration::hours(1),
                });
            }
        }
        scope.commit().await?;
        self.write(touches, at + Duration::hours(2)).await
    }

    /// Writes messages down, counts the ties again, and draws who will answer.
    async fn write(&mut self, touches: Vec<Touch>, now: DateTime<Utc>) -> Result<()> {
        let mut scope = self.scope(now).await?;
        for some in touches.chunks(2_000) {
            let ids: Vec<Uuid> = some.iter().map(|_| self.id()).collect();
            let records: Vec<Uuid> = some
                .iter()
                .map(|it| self.people[it.person].record)
                .collect();
            let mine: Vec<bool> = some.iter().map(|it| it.is_mine).collect();
            let at: Vec<DateTime<Utc>> = some.iter().map(|it| it.at).collect();
            sqlx::query(include_str!("follow_ups/touch.sql"))
                .bind(&ids)
                .bind(&records)
                .bind(&mine)
                .bind(&at)
                .execute(scope.db())
                .await?;
        }
        let mut touched: Vec<Uuid> = Vec::new();
        for touch in &touches {
            let day = (touch.at - self.begins).num_days();
            let person = &mut self.people[touch.person];
            person.last_at = person.last_at.max(touch.at);
            touched.push(person.contact);
            let number = touch.person as i64;
            if touch.is_mine && chance(number, day, "answer") < person.answers {
                let delay = 1 + (chance(number, day, "delay") * 4.0) as i64;
                person.answers_on = Some(day + delay);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        scoring::refresh_contacts(&mut scope, &touched).await?;
        Ok(scope.commit().await?)
    }

    fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    async fn outcome(&self) -> Result<Outcome> {
        let mut scope = self.scope(Clock::System.now()).await?;
        let (all, dormant, repeats, pressed): (i64, i64, i64, i64) =
            sqlx::query_as(include_str!("follow_ups/outcome.sql"))
                .fetch_one(scope.db())
                .await?;
        let weeks = DAYS as f64 / 7.0;
        Ok(Outcome {
            kept: 0.0,
            per_week: all as f64 / weeks,
            dormant_per_week: dormant as f64 / weeks,
            repeats: repeats as f64,
            pressed: pressed as f64,
        })
    }
}
