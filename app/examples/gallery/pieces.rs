//! Every component in its states.

use app::ui::*;
use leptos::prelude::*;

use crate::world::{clock, days_ago, frame};

pub fn page() -> AnyView {
    view! {
        <AppFrame frame=frame("")>
            <Page>
                <PageHead title="Pieces" detail="Everything pages are made of." />
                <div class="stack">
                    {buttons()} {fields()} {chips()} {people()} {strength()} {states()} {overlays()} {empties()} {icons()}
                </div>
            </Page>
        </AppFrame>
    }
    .into_any()
}

fn buttons() -> impl IntoView {
    const KINDS: [ButtonKind; 4] = [
        ButtonKind::Primary,
        ButtonKind::Plain,
        ButtonKind::Quiet,
        ButtonKind::Danger,
    ];
    let row = |small: bool, disabled: bool| {
        KINDS
            .map(|kind| view! { <Button kind=kind small=small disabled=disabled icon=IconName::Import key_hint="I">"Import mailbox"</Button> })
            .collect_view()
    };
    view! {
        <Section title="Buttons">
            <div class="form">
                <FormActions>{row(false, false)}<Button icon=IconName::More label="More" /></FormActions>
                <FormActions>{row(true, false)}<Button icon=IconName::More label="More, small" small=true /></FormActions>
                <FormActions>{row(false, true)}</FormActions>
            </div>
        </Section>
    }
}

fn fields() -> impl IntoView {
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
                    <TextField name="name" label="Name" value="Bartholomew Featherstonehaugh-Cholmondeley of Marjoribanks" />
                    <TextField name="address" label="E-mail" kind=InputKind::Email value="sylvia.nordlicht" error="This has no @. Write it like name@example.org." hint="Used to recognise mail." />
                    <FieldRow>
                        <TextField name="birthday" label="Birthday" kind=InputKind::Date />
                        <TextField name="weeks" label="Rhythm in weeks" kind=InputKind::Number min="1" max="52" value="3" />
                    </FieldRow>
                    <TextAreaField name="note" label="Note" placeholder="What you want to remember" />
                    <FormActions><Button kind=ButtonKind::Primary>"Save contact"</Button><LinkButton kind=ButtonKind::Quiet href="#">"Cancel"</LinkButton></FormActions>
                </Form>
                <Form action="#" multipart=true>
                    <SelectField name="role" label="Role" choices=choices() value="member" />
                    <TextField name="fixed" label="Address of the server" value="kith.example" disabled=true />
                    <RadioGroup name="kind" legend="Role of the new member" choices=choices() value="member" />
                    <RadioGroup name="theme" legend="Theme" inline=true value="system" choices=vec![Choice::new("system", "System"), Choice::new("light", "Light"), Choice::new("dark", "Dark")] />
                    <CheckboxField name="digest" label="Send me a digest" hint="Mondays at 8:00" checked=true />
                    <CheckboxField name="off" label="Not available here" disabled=true />
                    <FileField name="mailbox" label="Drop a mailbox here" hint="mbox, up to 4 GB" accept=".mbox" required=true />
                </Form>
                <Form action="#" inline=true label="Add address"><TextField name="also" label="Another address of yours" kind=InputKind::Email /><Button>"Add address"</Button></Form>
            </div>
        </Section>
    }
}

fn chips() -> impl IntoView {
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
                <span class="tags">{tones.map(|tone| view! { <Tag label=format!("{tone:?}") tone=tone /> }).collect_view()}<Tag label="With icon" icon=IconName::Lock /></span>
                <Tags labels=["Board", "Funders", "London", "Archive", "Press"].map(str::to_owned).to_vec() />
                <Tabs label="Settings" tabs=["Profile", "Members", "API keys"].into_iter().enumerate().map(|(index, label)| Tab { label: label.to_owned(), href: "#".to_owned(), count: (index == 1).then_some(4), active: index == 0 }).collect() />
            </div>
        </Section>
    }
}

fn people() -> impl IntoView {
    let names = [
        "Ada Lovelace",
        "Bo",
        "Chen Wei",
        "Dag Hammarskjöld",
        "Eve",
        "Farid",
        "Grace Hopper",
        "Hal",
        "Ivo",
        "Jo Mo",
        "Kay",
        "Lu Xun",
        "Mia",
        "Nils Holm",
    ];
    view! {
        <Section title="People">
            <div class="form">
                <Person name="Marguerite Oyelaran" size=AvatarSize::Tiny />
                <Person name="Marguerite Oyelaran" detail="Programme Director · Calouste Foundation" href="#" />
                <Person name="ليلى الحسن" detail="دار الشروق" size=AvatarSize::Medium />
                <Person name="" detail="jobs.k@nordlicht.example" size=AvatarSize::Medium />
                <Person name="Bartholomew Featherstonehaugh-Cholmondeley of Marjoribanks III" detail="The Worshipful Company of Stationers and Newspaper Makers" size=AvatarSize::Large />
                <span class="flex flex-wrap gap-2">{names.map(|name| view! { <Avatar name=name /> }).collect_view()}</span>
                <People names=names.map(str::to_owned).to_vec() />
                <p><Time at=days_ago(23) clock=clock() />" · "<Time at=days_ago(23) clock=clock() short=true />" · "<Day at=days_ago(23) clock=clock() /></p>
            </div>
        </Section>
    }
}

fn strength() -> impl IntoView {
    let scores = [0.0, 1.4, 3.1, 5.0, 7.4, 8.8, 10.0];
    let sizes = [ScoreSize::Small, ScoreSize::Medium, ScoreSize::Large];
    view! {
        <Section title="Strength">
            <div class="form">
                {sizes.map(|size| view! { <span class="flex flex-wrap gap-3">{scores.map(|value| view! { <ScoreRing value=value size=size /> }).collect_view()}</span> }).collect_view()}
                <span class="flex flex-wrap gap-4">{scores.map(|value| view! { <StrengthDot value=value /> }).collect_view()}</span>
            </div>
        </Section>
    }
}

fn states() -> impl IntoView {
    let tones = [
        Tone::Neutral,
        Tone::Info,
        Tone::Positive,
        Tone::Caution,
        Tone::Critical,
    ];
    view! {
        <Section title="States">
            <div class="grid gap-8 md:grid-cols-2">
                <div class="form">
                    {tones.map(|tone| view! { <Notice tone=tone title=format!("{tone:?}")>"Stored 4,981 of 5,000 messages. 19 were skipped: newsletters."</Notice> }).collect_view()}
                </div>
                <div class="form">
                    <Progress state=ProgressState { stage: "Counting".to_owned(), done: 1_204, ..ProgressState::default() } />
                    <Progress state=ProgressState { stage: "Finding people".to_owned(), done: 4_400, total: Some(5_000), rate: Some("830 a second".to_owned()), left: Some("1 second left".to_owned()) } />
                    <Steps label="Steps" steps=[StepState::Done, StepState::Failed, StepState::Current, StepState::Ahead].map(|state| Step { label: format!("{state:?}"), state }).to_vec() />
                    <Skeleton label="Loading contacts" rows=4 />
                    <LineChart label="Interactions a week" points=[("Jan", 12.0), ("Feb", 30.0), ("Mar", 22.0), ("Apr", 41.0), ("May", 38.0), ("Jun", 57.0)].map(|(label, value)| ChartPoint { label: label.to_owned(), value }).to_vec() />
                </div>
            </div>
        </Section>
    }
}

fn overlays() -> impl IntoView {
    view! {
        <Section title="Overlays">
            <FormActions>
                <Button press=Press::Nothing attr:popovertarget="delete-contact">"Delete contact…"</Button>
                <Button press=Press::Nothing attr:popovertarget="preview">"Preview"</Button>
                <Menu label="Sort" icon=IconName::CaretDown kind=ButtonKind::Plain items=vec![MenuItem::link("Strength", "#").current(true), MenuItem::link("Name", "#"), MenuItem::post("Delete view", "#").icon(IconName::Delete).danger()]>"Sort"</Menu>
            </FormActions>
            <Disclosure summary="Why this score"><p>"Because of 97 exchanges in two years."</p></Disclosure>
            <Dialog id="delete-contact" title="Delete Sylvia Fjällström?" actions=|| view! { <form method="post" action="#"><Button kind=ButtonKind::Danger icon=IconName::Delete>"Delete contact"</Button></form> }>
                <p>"Her facts, notes and timeline go. You can undo this for 30 days."</p>
            </Dialog>
            <Sheet id="preview" title="Sylvia Fjällström"><Facts><Fact label="Company">"Nordlicht GmbH"</Fact></Facts></Sheet>
        </Section>
    }
}

fn empties() -> impl IntoView {
    view! {
        <Section title="Drawings">
            <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
                {Drawing::ALL.map(|drawing| view! { <Card><EmptyState drawing=drawing title=format!("{drawing:?}") detail="One sentence, one action."><Button small=true>"Import mailbox"</Button></EmptyState></Card> }).collect_view()}
            </div>
        </Section>
    }
}

fn icons() -> impl IntoView {
    view! {
        <Section title="Icons">
            <div class="flex flex-wrap gap-3">{IconName::ALL.iter().map(|name| view! { <Icon name=*name label=format!("{name:?}") /> }).collect_view()}</div>
        </Section>
    }
}
