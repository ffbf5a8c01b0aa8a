//! Other addresses of the mailbox that may be the member's: one press for each.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::{
    imports::{Claim, Import, actions::ClaimAddress, types::ProposedAddress},
    ui::{Button, ButtonKind, Form, HiddenInput, List, ListItem, Section},
};

pub fn unclaimed(import: &Import, own: &[String]) -> AnyView {
    let report = import.report();
    let open = report
        .unclaimed()
        .filter(|proposed| !own.contains(&proposed.address));
    let lines = open
        .map(|proposed| line(import.id, proposed))
        .collect::<Vec<_>>();
    if lines.is_empty() || import.state != "done" {
        return ().into_any();
    }
    view! {
        <Section
            title="These may be yours too"
            detail="What you say here holds for the mail that was read already."
        >
            <List label="Addresses that may be yours">{lines}</List>
        </Section>
    }
    .into_any()
}

fn line(import: Uuid, proposed: &ProposedAddress) -> impl IntoView + use<> {
    let (address, shown, words) = (
        proposed.address.clone(),
        proposed.address.clone(),
        proposed.words(),
    );
    let end = move || {
        view! {
            {press(import, &address, Claim::Mine)}
            {press(import, &address, Claim::NotMine)}
        }
    };
    view! {
        <ListItem end=end>
            <span class="grid">
                <span class="clip" dir="auto">{shown}</span>
                <span class="muted text-sm">{words}</span>
            </span>
        </ListItem>
    }
}

fn press(import: Uuid, address: &str, claim: Claim) -> impl IntoView + use<> {
    let (words, kind) = match claim {
        Claim::Mine => ("Mine", ButtonKind::Plain),
        _ => ("Not mine", ButtonKind::Quiet),
    };
    let (label, address) = (format!("{address}: {words}"), address.to_owned());
    view! {
        <Form action=ClaimAddress::PATH inline=true label=label>
            <HiddenInput name="id" value=import.to_string()/>
            <HiddenInput name="address" value=address/>
            <HiddenInput name="claim" value=claim.as_str()/>
            <Button kind=kind small=true>{words}</Button>
        </Form>
    }
}
