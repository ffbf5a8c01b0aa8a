//! What belongs to the workspace: its name, its members, their keys.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api_keys::{
        ApiKey,
        actions::{CreateApiKey, RevokeApiKey},
    },
    companies::actions::ChooseLogos,
    context::Viewer,
    forms::form_state,
    routes::paths,
    ui::{
        Button, ButtonKind, CheckboxField, Choice, Clock, Form, FormActions, HiddenInput,
        InputKind, List, ListItem, Person, RadioGroup, Section, SelectField, Tag, TextField, Time,
    },
    workspaces::{
        ContactRule, Invitation, Member, Permission,
        actions::{ChooseContactRule, InviteMember, RenameWorkspace},
    },
};

pub fn api_keys(keys: Vec<ApiKey>, clock: Clock) -> AnyView {
    let state = form_state(CreateApiKey::PATH);
    let rows = keys
        .into_iter()
        .map(|key| key_row(key, clock))
        .collect::<Vec<_>>();
    view! {
        <Section title="API keys" id="keys" detail="For programs that act as you in this workspace.">
            {if rows.is_empty() {
                view! { <p class="muted">"No keys yet. " <a class="link" href=paths::api_docs()>"What programs can do"</a></p> }.into_any()
            } else {
                view! { <List label="API keys">{rows}</List> }.into_any()
            }}
            <Form action=CreateApiKey::PATH>
                <TextField
                    name="name"
                    id="key-name"
                    label="Name of the program"
                    value=state.value("name")
                    error=state.error("name")
                    required=true
                />
                <FormActions><Button>"Create key"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

fn key_row(key: ApiKey, clock: Clock) -> impl IntoView {
    let id = key.id.to_string();
    let end = move || {
        let id = id.clone();
        view! {
            <Form action=RevokeApiKey::PATH inline=true>
                <HiddenInput name="id" value=id/>
                <Button kind=ButtonKind::Quiet small=true>"Revoke"</Button>
            </Form>
        }
    };
    let used = match key.used_at {
        Some(at) => view! { "used " <Time at=at clock=clock/> }.into_any(),
        None => "never used".into_any(),
    };
    view! {
        <ListItem end=end>
            <span class="clip" dir="auto">{key.name}</span> " "
            <span class="muted"><code>{key.prefix} "…"</code> " · " {used}</span>
        </ListItem>
    }
}

pub fn members(viewer: &Viewer, members: Vec<Member>, invitations: Vec<Invitation>) -> AnyView {
    let may_manage = viewer.role.may(Permission::ManageMembers);
    let members = members.into_iter().map(member_row).collect::<Vec<_>>();
    let invitations = invitations.into_iter().map(|invitation| view! {
        <ListItem end=|| view! { <Tag label="Invited"/> }><span class="clip">{invitation.email}</span></ListItem>
    });
    let rename = viewer
        .role
        .may(Permission::ManageWorkspace)
        .then(|| rename(viewer));
    view! {
        <Section title="Workspace" id="workspace">
            {rename}
            <List label="Members">{members} {invitations.collect::<Vec<_>>()}</List>
            {may_manage.then(invite)}
        </Section>
    }
    .into_any()
}

pub fn contact_rule(rule: ContactRule) -> AnyView {
    let state = form_state(ChooseContactRule::PATH);
    let choices = ContactRule::ALL.map(|rule| Choice::new(rule.as_str(), rule.words()));
    let value = state
        .value("rule")
        .unwrap_or_else(|| rule.as_str().to_owned());
    view! {
        <Section
            title="Who becomes a contact"
            id="contact-rule"
            detail="From the mail that is imported. Newsletters, programs and offices like info@ never do."
        >
            <Form action=ChooseContactRule::PATH>
                <RadioGroup name="rule" legend="Make contacts of" choices=choices.to_vec() value=value/>
                <p class="muted">
                    "A wider choice also looks at mail that is here already. A narrower one takes nobody away."
                </p>
                <FormActions><Button>"Save choice"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

pub fn logos(are_wanted: bool) -> AnyView {
    view! {
        <Section
            title="Company logos"
            id="company-logos"
            detail="The icon that a company's own site shows. Each site is asked once in 30 days, nobody else is."
        >
            <Form action=ChooseLogos::PATH>
                <CheckboxField name="wanted" label="Show logos of companies" checked=are_wanted/>
                <p class="muted">
                    "The sites see the address of this machine, as when you visit them. Without this, Kith calls nobody."
                </p>
                <FormActions><Button>"Save choice"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

pub fn fields(may_manage: bool) -> AnyView {
    let words = if may_manage {
        "Manage custom fields"
    } else {
        "See the fields"
    };
    view! {
        <Section
            title="Custom fields"
            id="custom-fields"
            detail="What else you want to know of contacts and companies: text, numbers, dates, choices, links."
        >
            <p><a class="link" href=paths::fields()>{words}</a></p>
        </Section>
    }
    .into_any()
}

pub fn trash() -> AnyView {
    view! {
        <Section title="Trash" id="trash" detail="Deleted contacts and companies, to be restored within 30 days.">
            <p><a class="link" href=paths::trash()>"Open the trash"</a></p>
        </Section>
    }
    .into_any()
}

fn member_row(member: Member) -> impl IntoView {
    let role = member.role.clone();
    view! {
        <ListItem end=move || view! { <Tag label=role.clone()/> }>
            <Person name=member.name detail=member.email/>
        </ListItem>
    }
}

fn rename(viewer: &Viewer) -> impl IntoView + use<> {
    let state = form_state(RenameWorkspace::PATH);
    let name = state
        .value("name")
        .unwrap_or_else(|| viewer.workspace_name.clone());
    view! {
        <Form action=RenameWorkspace::PATH>
            <TextField name="name" id="workspace-name" label="Name" value=name error=state.error("name") required=true/>
            <FormActions><Button>"Rename workspace"</Button></FormActions>
        </Form>
    }
}

fn invite() -> impl IntoView {
    let state = form_state(InviteMember::PATH);
    let roles = vec![
        Choice::new("member", "Member: works with everything"),
        Choice::new("viewer", "Viewer: reads only"),
        Choice::new("admin", "Admin: also manages members"),
    ];
    view! {
        <Form action=InviteMember::PATH>
            <TextField
                name="email"
                id="invite-email"
                label="Invite a person"
                kind=InputKind::Email
                value=state.value("email")
                error=state.error("email")
                hint="You get a link to pass on; Kith sends nothing."
                required=true
            />
            <SelectField name="role" label="Role" choices=roles value=state.value("role") error=state.error("role")/>
            <FormActions><Button kind=ButtonKind::Plain>"Create invitation"</Button></FormActions>
        </Form>
    }
}
