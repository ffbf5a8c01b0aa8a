//! How often to be in touch: by the rhythm of the two, as a person wishes, or never.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{rhythm_words, show::Known};
use crate::{
    contacts::Contact,
    forms::form_state,
    suggestions::{
        Wish,
        actions::KeepInTouch,
        types::{Preferred, every},
    },
    ui::{
        Button, ButtonKind, Choice, Fact, Facts, FieldError, Form, HiddenInput, Icon, IconName,
        Section, SelectField,
    },
};

const ERROR_ID: &str = "keep-in-touch-error";

pub(super) fn keeping(known: &Known) -> impl IntoView + use<> {
    let wish = wish_of(&known.contact);
    // Whom one never wants suggested says so already.
    let suggested = (wish != Wish::Never).then(|| known.suggested.clone());
    let suggested = suggested.map(|words| view! { <Fact label="Suggested">{words}</Fact> });
    let channel = known
        .channel
        .map(|channel| view! { <Fact label="Best reached by">{channel.label()}</Fact> });
    let words = words(&known.contact, wish);
    let content = if known.may_edit() {
        editable(known, wish, words).into_any()
    } else {
        words.into_any()
    };
    view! {
        <Section title="Keeping in touch">
            <Facts>
                <Fact label="How often">{content}</Fact>
                {channel}
                {suggested}
            </Facts>
        </Section>
    }
}

fn wish_of(contact: &Contact) -> Wish {
    Wish::of(contact.keep_in_touch_days, contact.never_suggested)
}

fn words(contact: &Contact, wish: Wish) -> String {
    match (wish, contact.rhythm_days) {
        (Wish::Never, _) => "Never suggested, as you wish".to_owned(),
        (Wish::EveryDays(days), _) => {
            let words = every(i64::from(days));
            format!("{}, as you wish", capitalised(&words))
        }
        (Wish::Rhythm, Some(days)) => format!("Usually {}", rhythm_words(days)),
        (Wish::Rhythm, None) => "No rhythm is known yet".to_owned(),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn editable(known: &Known, wish: Wish, words: String) -> impl IntoView + use<> {
    let state = form_state(KeepInTouch::PATH);
    let error = state.error("every");
    let is_refused = error.is_some();
    let (count, unit) = in_units(wish.days().unwrap_or(28));
    let count = state.value("count").unwrap_or_else(|| count.to_string());
    let unit = state.value("unit").unwrap_or_else(|| unit.to_string());
    let how = state
        .value("how")
        .unwrap_or_else(|| wish.as_str().to_owned());
    let id = known.contact.id.to_string();
    let channel = state.value("channel").unwrap_or_else(|| {
        known
            .channel
            .map(|channel| channel.as_str().to_owned())
            .unwrap_or_default()
    });
    view! {
        <div class="group relative flex items-start justify-between gap-x-2 has-[[open]]:pe-7">
            <div class="min-w-0 flex-1 group-has-[[open]]:hidden">{words}</div>
            <details class="open:flex-1" open=is_refused>
                <summary
                    class="fact-edit group-has-[[open]]:absolute group-has-[[open]]:end-0 group-has-[[open]]:top-1"
                    aria-label="Edit how often"
                >
                    <span class="group-has-[[open]]:hidden"><Icon name=IconName::Edit/></span>
                    <span class="hidden group-has-[[open]]:inline"><Icon name=IconName::Close/></span>
                </summary>
                <Form action=KeepInTouch::PATH label="Keeping in touch">
                    <HiddenInput name="id" value=id/>
                    <SelectField name="how" id="keep-how" label="Suggest" choices=ways() value=how/>
                    {pause(count, unit, error)}
                    <SelectField name="channel" id="keep-channel" label="Best reached by" choices=channels() value=channel/>
                    <div><Button small=true kind=ButtonKind::Primary>"Save"</Button></div>
                </Form>
            </details>
        </div>
    }
}

fn ways() -> Vec<Choice> {
    vec![
        Choice::new("rhythm", "By our rhythm"),
        Choice::new("every", "As often as this"),
        Choice::new("never", "Never"),
    ]
}

fn channels() -> Vec<Choice> {
    let each = Preferred::ALL.map(|channel| Choice::new(channel.as_str(), channel.label()));
    let mut choices = vec![Choice::new("", "Any way")];
    choices.extend(each);
    choices
}

fn pause(count: String, unit: String, error: Option<String>) -> impl IntoView {
    let units = [("1", "days"), ("7", "weeks"), ("30", "months")];
    let options = units.map(|(value, label)| {
        view! { <option value=value selected=value == unit>{label}</option> }
    });
    let invalid = error.is_some().then_some("true");
    let described_by = error.is_some().then_some(ERROR_ID);
    view! {
        <div class="flex items-center gap-2">
            <span class="muted">"every"</span>
            <input
                class="input"
                type="number"
                name="count"
                min="1"
                max="1825"
                value=count
                aria-label="Every how many"
                aria-invalid=invalid
                aria-describedby=described_by
            />
            <select class="input" name="unit" aria-label="Unit">{options.to_vec()}</select>
        </div>
        <FieldError id=ERROR_ID message=error/>
    }
}

/// The largest unit that it is a whole number of, with its days.
fn in_units(days: i32) -> (i32, i32) {
    let unit = [30, 7].into_iter().find(|unit| days % unit == 0);
    let unit = unit.unwrap_or(1);
    (days / unit, unit)
}

#[cfg(test)]
mod tests {
    use super::in_units;

    #[test]
    fn a_pause_is_shown_in_the_unit_it_was_said_in() {
        for (days, shown) in [(14, (2, 7)), (90, (3, 30)), (10, (10, 1)), (210, (7, 30))] {
            assert_eq!(in_units(days), shown);
        }
    }
}
