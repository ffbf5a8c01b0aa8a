//! One person: what is known at the left, everything that happened at the right.

use std::sync::Arc;

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{facts::facts_column, head::head, related::Related};
use crate::{
    contacts::{
        self, Contact, Employment, Point,
        actions::{
            EditContact,
            employments::SaveEmployment,
            points::{ChangePoint, SaveAddress},
        },
        types::PointKind,
    },
    context::{Scope, Viewer},
    error::{Error, Result},
    fields::{self, Held, RECORD_KEY, actions::SetValue, types::Subject},
    forms::form_state,
    history::{self, Change},
    identity,
    life_events::page::OfContact,
    review::{
        self,
        page::{POSSIBLE, possibly_same},
    },
    routes::paths,
    scoring::{self, Standing},
    shell::{Place, signed_in},
    suggestions::{self, Why, page::SuggestionItem, types::Preferred},
    summaries::{page::summary_section, summary_of},
    tags,
    tasks::page::brief_of_contact,
    timeline::{
        Whose,
        page::{About, Stream, StreamAddress, stream_view},
    },
    ui::{Clock, Columns, Page, Section},
    workspaces::Permission,
};

/// What the page shows, and to whom.
pub(super) struct Known {
    pub contact: Contact,
    pub points: Vec<Point>,
    pub employments: Vec<Employment>,
    pub sources: Vec<contacts::Fact>,
    pub related: Related,
    pub custom: Vec<Held>,
    pub also: Vec<contacts::AlsoSaid>,
    /// Of a field in which two people wrote at once.
    pub last_change: Option<Change>,
    pub standing: Standing,
    /// Why they are suggested now, or why not.
    pub suggested: String,
    pub channel: Option<Preferred>,
    pub tags: Vec<tags::TagWithSources>,
    /// Those of the workspace.
    pub known_tags: Vec<tags::Tag>,
    pub viewer: Viewer,
}

impl Known {
    pub fn clock(&self) -> Clock {
        Clock {
            now: self.viewer.now,
            zone: self.viewer.zone,
        }
    }

    pub fn may_edit(&self) -> bool {
        self.viewer.role.may(Permission::EditContacts)
    }

    /// How the person is called in a sentence.
    pub fn short_name(&self) -> String {
        self.contact
            .given_name
            .clone()
            .unwrap_or_else(|| self.contact.name.clone())
    }
}

#[component]
pub fn Show() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let address = StreamAddress::read();
    signed_in(Place::Contacts, move |viewer| load(viewer, id, address))
}

async fn load(
    viewer: Viewer,
    id: Option<Uuid>,
    address: StreamAddress,
) -> Result<(String, AnyView)> {
    let id = id.ok_or(Error::NotFound)?;
    let mut scope = viewer.begin().await?;
    let contact = contacts::contact(&mut scope, id).await?;
    let points = contacts::points(&mut scope, id).await?;
    let employments = contacts::employments(&mut scope, id).await?;
    let sources = contacts::facts(&mut scope, id).await?;
    let related = Related::load(&mut scope, id).await?;
    let custom = fields::held(&mut scope, Subject::Contact, id).await?;
    let also = contacts::also_said(&mut scope, id).await?;
    let last_change = last_change(&mut scope, id).await?;
    let standing = scoring::standing(&mut scope, id).await?;
    let why = suggestions::why(&mut scope, id).await?;
    let channel = suggestions::channel_of(&mut scope, id).await?;
    let happened = OfContact::load(&mut scope, id).await?;
    let tasks = brief_of_contact(&mut scope, &viewer, id).await?;
    let own_tags = tags::tags_with_sources(&mut scope, id).await?;
    let known_tags = tags::tags(&mut scope).await?;
    let doubles = review::pairs_of(&mut scope, identity::About::Contacts, id, POSSIBLE).await?;
    let summary = summary_of(&mut scope, id).await?;
    let stream = Stream::load(&mut scope, Whose::Contact(id), address).await?;
    let name = contact.name.clone();
    let suggested = why.words(viewer.zone);
    let suggestion = match why {
        Why::Suggested(suggestion) => Some(*suggestion),
        Why::Not(_) => None,
    };
    let known = Arc::new(Known {
        contact,
        suggested,
        channel,
        points,
        employments,
        sources,
        related,
        custom,
        also,
        last_change,
        standing,
        tags: own_tags,
        known_tags,
        viewer,
    });
    let about = About {
        viewer: known.viewer.clone(),
        place: paths::contact(id),
        name: known.contact.name.clone(),
        short_name: known.short_name(),
        notes_about: Some(Whose::Contact(id)),
    };
    let aside = {
        let known = Arc::clone(&known);
        move || facts_column(&known)
    };
    let may_summarise = known.viewer.role.may(Permission::DecideSuggestions)
        && known.contact.last_contact_at.is_some();
    let summary = summary_section(id, summary, may_summarise, known.clock());
    let happened = happened.view(&known.viewer, &paths::contact(id));
    let view = view! {
        <Page>
            {head(&known)}
            <Columns aside=aside>
                {possibly_same(&doubles, identity::About::Contacts, id, known.may_edit())}
                {suggestion.map(|suggestion| due(suggestion, &known))}
                {happened}
                {tasks.view()}
                {summary}
                {stream_view(&stream, &about)}
            </Columns>
        </Page>
    };
    Ok((name, view.into_any()))
}

/// Who was faster, where a form came back because of it.
async fn last_change(scope: &mut Scope, id: Uuid) -> Result<Option<Change>> {
    let (edited, set) = (form_state(EditContact::PATH), form_state(SetValue::PATH));
    let field = if edited.is_conflict() {
        edited.value("field")
    } else if set.is_conflict() {
        set.value("field").map(|id| format!("{RECORD_KEY}{id}"))
    } else if form_state(ChangePoint::PATH).is_conflict() {
        let kind = form_state(ChangePoint::PATH).value("kind");
        let mut kinds = PointKind::ALL.into_iter();
        let kind = kinds.find(|one| kind.as_deref() == Some(one.as_str()));
        kind.map(|kind| kind.list_name().to_owned())
    } else if form_state(SaveAddress::PATH).is_conflict() {
        Some(PointKind::Address.list_name().to_owned())
    } else if form_state(SaveEmployment::PATH).is_conflict() {
        Some("employments".to_owned())
    } else {
        None
    };
    match field {
        Some(field) => history::last_change(scope, id, &field).await,
        None => Ok(None),
    }
}

fn due(suggestion: suggestions::Suggestion, known: &Known) -> impl IntoView + use<> {
    let from = paths::contact(known.contact.id);
    let may_decide = known.viewer.role.may(Permission::DecideSuggestions);
    let clock = known.clock();
    view! {
        <Section title="Write now">
            <SuggestionItem suggestion=suggestion clock=clock from=from may_decide=may_decide/>
        </Section>
    }
}
