//! How one wants to be told: of what, by which way, and when.

use leptos::{nonce::use_nonce, prelude::*, server_fn::ServerFn};

use crate::{
    context::Viewer,
    error::Result,
    forms::form_state,
    notifications::{
        Choice as Chosen, Digest, HoursInput, Kind,
        actions::{ChooseHours, ChooseNotifications, RequestTestMail},
        choices::{choices, hours_of},
        push::{PushKey, Subscription, subscriptions},
    },
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, CheckboxField, Choice, Clock, FieldRow, FieldSet, Form, FormActions, InputKind,
        List, ListItem, Page, PageHead, Section, SelectField, TextField, Time, Width,
    },
    workspaces::Permission,
};

const TITLE: &str = "What is told";
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

#[component]
pub fn Settings() -> impl IntoView {
    signed_in(Place::Notifications, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    if !viewer.role.may(Permission::DecideSuggestions) {
        let detail = "You look on in this workspace: those who work in it are told.";
        return Ok((TITLE.to_owned(), frame(detail, ().into_any())));
    }
    let mut scope = viewer.begin().await?;
    let chosen = choices(&mut scope).await?;
    let hours = hours_of(&mut scope).await?;
    let browsers = subscriptions(&mut scope, viewer.user).await?;
    let key = PushKey::of(&viewer.kith.pool).await?.public();
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let content = view! {
        {kinds(&chosen, &viewer)}
        {times(hours.into(), &viewer)}
        {browser_push(key, &browsers, clock)}
        {mail(&viewer)}
    };
    let detail = "Yours alone, in this workspace.";
    Ok((TITLE.to_owned(), frame(detail, content.into_any())))
}

fn frame(detail: &'static str, content: AnyView) -> AnyView {
    view! {
        <Page width=Width::Form>
            <PageHead
                title=TITLE
                back=("Notifications".to_owned(), paths::notifications().to_owned())
                detail=detail
            />
            <div class="stack">{content}</div>
        </Page>
    }
    .into_any()
}

fn kinds(chosen: &[Chosen], viewer: &Viewer) -> AnyView {
    let may_mail = viewer.kith.settings.mail.is_some();
    let is_seen = |kind: Kind| match kind {
        Kind::Backups => viewer.operator,
        _ => true,
    };
    let sets: Vec<_> = chosen
        .iter()
        .map(|one| {
            let set = kind_fields(one, may_mail);
            match is_seen(one.kind) {
                true => set.into_any(),
                // It stays as it is.
                false => view! { <div hidden=true>{set}</div> }.into_any(),
            }
        })
        .collect();
    view! {
        <Section title="Of what, and how" id="kinds">
            <Form action=ChooseNotifications::PATH label="Of what, and how">
                {sets}
                <FormActions><Button>"Save"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

fn kind_fields(one: &Chosen, may_mail: bool) -> impl IntoView + use<> {
    let name = one.kind.as_str();
    let ways = one.ways;
    let mail = may_mail.then(|| {
        view! { <CheckboxField name="ways[]" value=format!("{name}.mail") label="By mail" checked=ways.mail/> }
    });
    // Without a mail server the choice is kept.
    let kept = (!may_mail && ways.mail)
        .then(|| view! { <input type="hidden" name="ways[]" value=format!("{name}.mail")/> });
    view! {
        <FieldSet legend=one.kind.title() hint=one.kind.words()>
            <div class="flex flex-wrap gap-x-6 gap-y-2">
                <CheckboxField name="ways[]" value=format!("{name}.in_app") label="Here" checked=ways.in_app/>
                {mail}
                {kept}
                <CheckboxField name="ways[]" value=format!("{name}.push") label="In my browsers" checked=ways.push/>
            </div>
        </FieldSet>
    }
}

fn times(hours: HoursInput, viewer: &Viewer) -> AnyView {
    let or = |name: &str, value: String| {
        let state = form_state(ChooseHours::PATH);
        state.value(name).unwrap_or(value)
    };
    let wrong = |name: &str| form_state(ChooseHours::PATH).error(name);
    let digests = vec![
        Choice::new(Digest::Off.as_str(), "None"),
        Choice::new(Digest::Daily.as_str(), "Each day"),
        Choice::new(Digest::Weekly.as_str(), "Each week"),
    ];
    let clock_hours: Vec<Choice> = (0..24)
        .map(|hour| Choice::new(hour.to_string(), format!("{hour}:00")))
        .collect();
    let weekdays: Vec<Choice> = WEEKDAYS
        .iter()
        .enumerate()
        .map(|(at, day)| Choice::new((at + 1).to_string(), *day))
        .collect();
    let detail = format!(
        "By your clock, {}. {}",
        viewer.zone.name(),
        match viewer.kith.settings.mail {
            Some(_) =>
                "The digest says whom to write to and why, what is to do, and which days are coming; none comes where there is nothing to say.",
            None => "Mail is not set up on this Kith, so no digest is sent.",
        }
    );
    view! {
        <Section title="When" id="hours" detail=detail>
            <Form action=ChooseHours::PATH label="When">
                <FieldRow>
                    <SelectField
                        name="digest"
                        label="Digest by mail"
                        choices=digests
                        value=or("digest", hours.digest.clone())
                        error=wrong("digest")
                    />
                    <SelectField
                        name="digest_hour"
                        label="At"
                        choices=clock_hours
                        value=or("digest_hour", hours.digest_hour.to_string())
                        error=wrong("digest_hour")
                    />
                    <SelectField
                        name="digest_weekday"
                        label="Where weekly, on"
                        choices=weekdays
                        value=or("digest_weekday", hours.digest_weekday.to_string())
                        error=wrong("digest_weekday")
                    />
                </FieldRow>
                <FieldRow>
                    <TextField
                        name="quiet_from"
                        label="Quiet from"
                        kind=InputKind::Time
                        value=or("quiet_from", hours.quiet_from.clone())
                        hint="Mails and pushes wait until it is over."
                        error=wrong("quiet_from")
                    />
                    <TextField
                        name="quiet_until"
                        label="Quiet until"
                        kind=InputKind::Time
                        value=or("quiet_until", hours.quiet_until.clone())
                        error=wrong("quiet_until")
                    />
                </FieldRow>
                <FormActions><Button>"Save times"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

/// The script beside it asks the browser, which asks the person.
fn browser_push(key: String, browsers: &[Subscription], clock: Clock) -> AnyView {
    let rows: Vec<_> = browsers
        .iter()
        .map(|browser| {
            let (service, at, used) = (browser.service(), browser.created_at, browser.used_at);
            let end = move || {
                view! {
                    <span class="muted">
                        "since " <Time at=at clock=clock/>
                        {used.map(|used| view! { ", told " <Time at=used clock=clock/> })}
                    </span>
                }
            };
            view! { <ListItem end=end><span class="clip">{service}</span></ListItem> }
        })
        .collect();
    let list = (!rows.is_empty()).then(|| view! { <List label="Browsers">{rows}</List> });
    view! {
        <Section
            title="In browsers"
            id="push"
            detail="Also while Kith is closed. What is told travels encrypted: the service of the browser cannot read it."
        >
            {list}
            <div data-push-key=key data-push-path=paths::push_subscription()>
                <p class="muted" data-push-state="" role="status">
                    "This needs JavaScript, an address with https, and a browser that has it."
                </p>
                <p>
                    <button type="button" class="button" data-kind="plain" data-push-on="" hidden=true>
                        "Tell me in this browser"
                    </button>
                    <button type="button" class="button" data-kind="plain" data-push-off="" hidden=true>
                        "No more in this browser"
                    </button>
                </p>
            </div>
            <script src="/push.js" defer=true nonce=use_nonce()></script>
        </Section>
    }
    .into_any()
}

fn mail(viewer: &Viewer) -> Option<AnyView> {
    if !viewer.role.may(Permission::ManageWorkspace) {
        return None;
    }
    let content = match &viewer.kith.settings.mail {
        Some(settings) => {
            let words = format!("Mail goes out as {}.", settings.from);
            view! {
                <Form action=RequestTestMail::PATH label="Mail">
                    <p>{words}</p>
                    <FormActions><Button>"Send a test mail"</Button></FormActions>
                </Form>
            }
            .into_any()
        }
        None => view! {
            <p class="muted">
                "No mail server is named. The operator of this Kith sets " <code>"KITH_SMTP_URL"</code> " and "
                <code>"KITH_MAIL_FROM"</code> "."
            </p>
        }
        .into_any(),
    };
    Some(view! { <Section title="Mail" id="mail">{content}</Section> }.into_any())
}
