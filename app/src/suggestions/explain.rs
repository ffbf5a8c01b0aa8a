//! Why now, and why before others, in sentences beside the reason.

use super::{
    learned::factor_words,
    types::{Facts, Reason, every, span},
};
use crate::ui::percent;

pub fn why_now(reason: Reason, facts: &Facts, weight: f32) -> Vec<String> {
    let usual = match (facts.wanted_days, facts.rhythm_days) {
        (Some(days), _) => Some(format!("You want to be in touch {}.", every(days))),
        (None, Some(days)) => Some(format!("You usually write {}.", every(days))),
        (None, None) => None,
    };
    let due = facts
        .due_after_days
        .map(|days| format!("Due after {} of silence.", span(days)));
    [
        usual,
        due,
        also(facts),
        learned(facts),
        made_of(reason, facts, weight),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn also(facts: &Facts) -> Option<String> {
    let labels: Vec<String> = facts
        .also
        .iter()
        .map(|reason| reason.label().to_lowercase())
        .collect();
    (!labels.is_empty()).then(|| format!("Also: {}.", labels.join("; ")))
}

fn learned(facts: &Facts) -> Option<String> {
    let learned = facts.weighed.learned;
    let is_usual = (learned - 1.0).abs() < 0.005;
    (!is_usual).then(|| format!("It {}.", factor_words(learned)))
}

/// The product behind the place in the list.
fn made_of(reason: Reason, facts: &Facts, weight: f32) -> Option<String> {
    let weighed = facts.weighed;
    if weighed.strength <= 0.0 {
        return None;
    }
    let priority = match weighed.priority {
        high if high > 1.0 => ", high priority",
        low if low < 1.0 => ", low priority",
        _ => "",
    };
    let what = reason.label().to_lowercase();
    Some(format!(
        "Weighs {weight:.1}: a tie of {:.1} of 10, {} urgent, {} fitting ({what}){priority}.",
        weighed.strength,
        percent(format!("{:.0}", weighed.urgency * 100.0)),
        percent(format!("{:.0}", weighed.fit * 100.0)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggestions::types::Weighed;

    #[test]
    fn each_part_is_told_where_it_is_known() {
        let facts = Facts {
            rhythm_days: Some(42),
            due_after_days: Some(60),
            also: vec![Reason::Birthday],
            weighed: Weighed {
                strength: 8.0,
                urgency: 0.75,
                fit: 0.9,
                priority: 1.5,
                learned: 0.71,
            },
            ..Facts::default()
        };
        assert_eq!(
            why_now(Reason::KeepInTouch, &facts, 5.8),
            [
                "You usually write every 6 weeks.",
                "Due after 2 months of silence.",
                "Also: a birthday.",
                "It counts 0.71 times as much, for you often dismiss it.",
                "Weighs 5.8: a tie of 8.0 of 10, 75\u{a0}% urgent, 90\u{a0}% fitting (keeping in touch), high priority.",
            ]
        );
        assert!(why_now(Reason::Answer, &Facts::default(), 1.0).is_empty());
    }
}
