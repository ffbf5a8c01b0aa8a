//! Buttons, fields, chips and tabs.

use app::ui::*;
use leptos::prelude::*;

pub fn buttons() -> impl IntoView {
    const KINDS: [ButtonKind; 4] = [
        ButtonKind::Primary,
        ButtonKind::Plain,
        ButtonKind::Quiet,
        ButtonKind::Danger,
    ];
    let row = |small: bool, disabled: bool| {
        KINDS
            .map(|kind| view! {
                <Button kind=kind small=small disabled=disabled icon=IconName::Import key_hint="I">
                    "Import mailbox"
                </Button>
            })
            .collect_view()
    };
    view! {
        <Section title="Buttons">
            <div class="form">
                <FormActions>
                    {row(false, false)}<Button icon=IconName::More label="More" />
                </FormActions>
                <FormActions>
                    {row(true, false)}<Button icon=IconName::More label="More, small" small=true />
                </FormActions>
                <FormActions>{row(false, true)}</FormActions>
            </div>
        </Section>
    }
}

pub fn fields() -> impl IntoView {
    let problems = vec![
        Problem {
            field: "address".to_owned(),
            message: "The e-mail has no @.".to_owned(),
        },
        Problem {
            field: String::new(),
            message: "The name is taken.".to_owned(),
        },
    ];
    let choices = || {
        vec![
            Choice::new("admin", "Admin").hint("Manages members and connections"),
            Choice::new("member", "Member"),
            Choice::new("viewer", "Viewer"),
        ]
    };
    view! {
        <Section title="Fields">
            <div class="grid gap-8 md:grid-cols-2">
                <Form action="#">
                    <FormError title="The contact was not saved." problems=problems />
                    <TextField
                        name="name"
                        label="Name"
                        value="Bartholomew Featherstonehaugh-Cholmondeley of Marjoribanks"
                    />
                    <TextField
                        name="address"
                        label="E-mail"
                        kind=InputKind::Email
                        value="sylvia.nordlicht"
                        error="This has no @. Write it like name@example.org."
                        hint="Used to recognise mail."
                    />
                    <FieldRow>
                        <TextField name="birthday" label="Birthday" kind=InputKind::Date />
                        <TextField
                            name="weeks"
                            label="Rhythm in weeks"
                            kind=InputKind::Number
                            min="1"
                            max="52"
                            value="3"
                        />
                    </FieldRow>
                    <TextAreaField
                        name="note"
                        label="Note"
                        placeholder="What you want to remember"
                    />
                    <FormActions>
                        <Button kind=ButtonKind::Primary>"Save contact"</Button>
                        <LinkButton kind=ButtonKind::Quiet href="#">
                            "Cancel"
                        </LinkButton>
                    </FormActions>
                </Form>
                <Form action="#" multipart=true>
                    <SelectField name="role" label="Role" choices=choices() value="member" />
                    <TextField
                        name="fixed"
                        label="Address of the server"
                        value="kith.example"
                        disabled=true
                    />
                    <RadioGroup
                        name="kind"
                        legend="Role of the new member"
                        choices=choices()
                        value="member"
                    />
                    <RadioGroup
                        name="theme"
                        legend="Theme"
                        inline=true
                        value="system"
                        choices=vec![
                            Choice::new("system", "System"),
                            Choice::new("light", "Light"),
                            Choice::new("dark", "Dark"),
                        ]
                    />
                    <CheckboxField
                        name="digest"
                        label="Send me a digest"
                        hint="Mondays at 8:00"
                        checked=true
                    />
                    <CheckboxField name="off" label="Not available here" disabled=true />
                    <FileField
                        name="mailbox"
                        label="Drop a mailbox here"
                        hint="mbox, up to 4 GB"
                        accept=".mbox"
                        required=true
                    />
                </Form>
                <Form action="#" inline=true label="Add address">
                    <TextField name="also" label="Another address of yours" kind=InputKind::Email />
                    <Button>"Add address"</Button>
                </Form>
            </div>
        </Section>
    }
}

pub fn chips() -> impl IntoView {
    let tones = [
        Tone::Neutral,
        Tone::Info,
        Tone::Positive,
        Tone::Caution,
        Tone::Critical,
    ];
    view! {
        <Section title="Chips, tags, tabs">
            <div class="form">
                <Chips label="Example filters">
                    <Chip label="All" href="#" count="4,981" />
                    <Chip label="Active" href="#" active=true />
                    <Chip label="Tag: Lisbon" href="#" active=true remove="#" icon=IconName::Tag />
                    <Chip label="Waiting" href="#" icon=IconName::Time />
                </Chips>
                <span class="tags">
                    {tones
                        .map(|tone| view! { <Tag label=format!("{tone:?}") tone=tone /> })
                        .collect_view()}<Tag label="With icon" icon=IconName::Lock />
                </span>
                <Tags labels=["Board", "Funders", "London", "Archive", "Press"]
                    .map(str::to_owned)
                    .to_vec() />
                <Tabs
                    label="Settings"
                    tabs=["Profile", "Members", "API keys"]
                        .into_iter()
                        .enumerate()
                        .map(|(index, label)| Tab {
                            label: label.to_owned(),
                            href: "#".to_owned(),
                            count: (index == 1).then_some(4),
                            active: index == 0,
                        })
                        .collect()
                />
            </div>
        </Section>
    }
}
