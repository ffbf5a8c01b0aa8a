//! How many are put forward a day, and of whom: two pools with a share each, where what
//! one leaves the other may take. What stands already keeps its place.

use super::{settings::FollowUps, types::Pool};

/// Somebody who is due, as far as the choice goes by it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    pub pool: Pool,
    pub weight: f64,
    /// It is open, or was opened today and closed again: it needs no new place.
    pub stands: bool,
}

/// How many were opened today, of each pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    pub active: usize,
    pub dormant: usize,
}

/// The places of those chosen; `offers` come with the weightiest first.
pub fn choose(offers: &[Offer], opened: Opened, settings: &FollowUps) -> Vec<usize> {
    let places = |number: i32| usize::try_from(number).unwrap_or_default();
    let daily = places(settings.daily);
    let active = (daily * places(settings.active_share) + 50) / 100;
    let mut left = daily.saturating_sub(opened.active + opened.dormant);
    let mut of_pool = [
        (Pool::Active, active.saturating_sub(opened.active)),
        (
            Pool::Dormant,
            (daily - active.min(daily)).saturating_sub(opened.dormant),
        ),
    ];
    let mut chosen: Vec<usize> = (0..offers.len()).filter(|at| offers[*at].stands).collect();
    let is_new = |at: &usize| !offers[*at].stands;
    for (pool, quota) in &mut of_pool {
        let its = (0..offers.len())
            .filter(is_new)
            .filter(|at| offers[*at].pool == *pool);
        let its: Vec<usize> = its.take((*quota).min(left)).collect();
        left -= its.len();
        chosen.extend(its);
    }
    let rest: Vec<usize> = (0..offers.len())
        .filter(is_new)
        .filter(|at| !chosen.contains(at))
        .take(left)
        .collect();
    chosen.extend(rest);
    chosen.sort_unstable();
    chosen.truncate(places(settings.most_open));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(pool: Pool, weight: f64) -> Offer {
        Offer {
            pool,
            weight,
            stands: false,
        }
    }

    /// `a` is of a tie that is alive, `d` of a dormant one; in capitals it stands already.
    fn offers(kinds: &str) -> Vec<Offer> {
        let all = kinds.chars().enumerate();
        all.map(|(place, kind)| Offer {
            stands: kind.is_uppercase(),
            ..offer(
                if kind.eq_ignore_ascii_case(&'a') {
                    Pool::Active
                } else {
                    Pool::Dormant
                },
                100.0 - place as f64,
            )
        })
        .collect()
    }

    #[test]
    fn the_places_of_a_day() {
        let usual = FollowUps::default();
        let none = Opened::default();
        let opened = |active, dormant| Opened { active, dormant };
        let settings = |daily, active_share, most_open| FollowUps {
            daily,
            active_share,
            most_open,
            ..usual
        };
        let cases: &[(&str, &str, Opened, FollowUps, &[usize])] = &[
            ("nobody is due", "", none, usual, &[]),
            ("three and two", "aaaaadddd", none, usual, &[0, 1, 2, 5, 6]),
            (
                "dormant ones have their places though others weigh more",
                "aaaaaaaad",
                none,
                usual,
                &[0, 1, 2, 3, 8],
            ),
            (
                "what dormant ones leave rolls over",
                "aaaaaa",
                none,
                usual,
                &[0, 1, 2, 3, 4],
            ),
            (
                "and the other way round",
                "dddddda",
                none,
                usual,
                &[0, 1, 2, 3, 6],
            ),
            (
                "who stands keeps the place and takes none",
                "AAAaaadd",
                none,
                usual,
                &[0, 1, 2, 3, 4, 5, 6, 7],
            ),
            (
                "what was opened today counts",
                "aaadd",
                opened(3, 1),
                usual,
                &[3],
            ),
            ("the day is over", "aaadd", opened(3, 2), usual, &[]),
            (
                "a share of all",
                "aadddd",
                none,
                settings(4, 100, 30),
                &[0, 1, 2, 3],
            ),
            (
                "a share of none",
                "aaaadd",
                none,
                settings(2, 0, 30),
                &[4, 5],
            ),
            (
                "the list has an end",
                "AAAaaa",
                none,
                settings(5, 60, 4),
                &[0, 1, 2, 3],
            ),
            (
                "and who weighs more takes the place of who weighs least",
                "aAAA",
                none,
                settings(5, 60, 3),
                &[0, 1, 2],
            ),
        ];
        for (what, kinds, opened, settings, expected) in cases {
            assert_eq!(
                choose(&offers(kinds), *opened, settings),
                *expected,
                "{what}"
            );
        }
    }
}
