//! An import and its undo, while server and database are killed again and again: what is
//! there in the end is what an undisturbed run leaves, nothing lost and nothing twice.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod digest;
mod house;
mod mailbox;
mod moments;
mod program;

use house::{House, Report};
use moments::{Moments, Victim};

const KILLS: usize = 20;
/// Another seed, for other moments, may be given by `KITH_KILLS_SEED`.
const SEED: u64 = 20_260_401;

#[tokio::test(flavor = "multi_thread")]
async fn kills_at_twenty_random_moments_lose_nothing_and_double_nothing() {
    let mut calm = House::open().await;
    let expected = World::of(&mut calm, &mut Moments::default()).await;
    calm.close();

    let seed = std::env::var("KITH_KILLS_SEED").map_or(SEED, |seed| seed.parse().unwrap());
    let mut moments = Moments::drawn(seed, KILLS);
    let mut shaken = House::open().await;
    let found = World::of(&mut shaken, &mut moments).await;
    assert!(expected.after_import.lines("messages") > 3_000);
    assert_eq!(moments.left(), 0, "the import ended before all kills");
    eprintln!("{moments:#?}");
    assert!(moments.happened(Victim::Server) > 4 && moments.happened(Victim::Database) > 4);
    assert!(moments.during_undo() > 2);
    expected.assert_same(&found);
    shaken.close();
}

/// What a whole sequence of imports and undos left, as it went by.
struct World {
    imported: Report,
    after_import: digest::Digest,
    after_undo: digest::Digest,
    again: Report,
    after_again: digest::Digest,
}

impl World {
    /// Two mailboxes that share messages; the second is imported, undone and imported
    /// again, and killed meanwhile. Whatever moments are left then go to more rounds.
    async fn of(house: &mut House, moments: &mut Moments) -> Self {
        let first = house.upload("first.mbox", mailbox::small()).await;
        house.until_over(first, &mut Moments::default()).await;
        let second = house.upload("second.zip", mailbox::large()).await;
        let imported = house.until_over(second, moments).await;
        let after_import = house.digest().await;
        let mut rounds = 0;
        loop {
            house.steer(second, "undo").await;
            house.until_over(second, moments).await;
            let after_undo = house.digest().await;
            house.steer(second, "redo").await;
            let again = house.until_over(second, moments).await;
            rounds += 1;
            if moments.left() == 0 || rounds == KILLS {
                let after_again = house.digest().await;
                return Self {
                    imported,
                    after_import,
                    after_undo,
                    again,
                    after_again,
                };
            }
        }
    }

    fn assert_same(&self, other: &Self) {
        assert_eq!(self.imported, other.imported);
        self.after_import.assert_same(&other.after_import);
        self.after_undo.assert_same(&other.after_undo);
        assert_eq!(self.again, other.again);
        self.after_again.assert_same(&other.after_again);
    }
}
