//! Two records side by side, for deciding whether they are one: differences are
//! marked in words and by weight, the evidence stands between them.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// One line of the comparison; nothing known is an empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompareRow {
    pub label: String,
    pub left: String,
    pub right: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    Same,
    Different,
    OneSided,
}

impl CompareRow {
    fn likeness(&self) -> Likeness {
        match (self.left.is_empty(), self.right.is_empty()) {
            (false, false) if self.left.eq_ignore_ascii_case(&self.right) => Likeness::Same,
            (false, false) => Likeness::Different,
            _ => Likeness::OneSided,
        }
    }
}

impl Likeness {
    fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::OneSided => "one-sided",
        }
    }

    fn mark(self) -> Option<impl IntoView> {
        match self {
            Self::Same => Some(view! { <Icon name=IconName::Check label="Same" /> }),
            Self::Different => Some(view! { <Icon name=IconName::Unlink label="Different" /> }),
            Self::OneSided => None,
        }
    }
}

/// `left` and `right` are the heads (a `Person` each), `evidence` says in sentences
/// what speaks for and against, `actions` stand beneath.
#[component]
pub fn Compare(
    #[prop(into)] label: String,
    #[prop(into)] left: ViewFn,
    #[prop(into)] right: ViewFn,
    rows: Vec<CompareRow>,
    evidence: Vec<String>,
    #[prop(optional, into)] actions: ViewFn,
) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(compare_row).collect();
    let evidence: Vec<_> = evidence
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> })
        .collect();
    view! {
        <div class="compare">
            <table class="compare-table">
                <caption class="visually-hidden">{label}</caption>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{left.run()}</th>
                        <td></td>
                        <th scope="col">{right.run()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <ul class="compare-evidence">{evidence}</ul>
            <div class="form-actions">{actions.run()}</div>
        </div>
    }
    .into_any()
}

fn compare_row(row: CompareRow) -> impl IntoView {
    let likeness = row.likeness();
    view! {
        <tr data-likeness=likeness.name()>
            <th scope="row">{row.label}</th>
            <td dir="auto">{row.left}</td>
            <td class="compare-mark">{likeness.mark()}</td>
            <td dir="auto">{row.right}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{CompareRow, Likeness};

    #[test]
    fn likeness_ignores_case_and_knows_what_is_missing() {
        for (left, right, likeness) in [
            ("Ada", "ada", Likeness::Same),
            ("Ada", "Eda", Likeness::Different),
            ("Ada", "", Likeness::OneSided),
            ("", "", Likeness::OneSided),
        ] {
            let row = CompareRow {
                label: "Name".to_owned(),
                left: left.to_owned(),
                right: right.to_owned(),
            };
            assert_eq!(row.likeness(), likeness, "{left} {right}");
        }
    }
}
