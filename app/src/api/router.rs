//! Every address of the API on one page.

use axum::{Json, Router, extract::DefaultBodyLimit, http::StatusCode, routing::get};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        self,
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Failure;
use crate::{
    bulk, companies, contacts, context::Kith, dav, drafts, fields, history, imports, jobs,
    language_model, life_events, merging, notifications, photos, relations, review, search,
    suggestions, summaries, tags, tasks, taxonomy, timeline, transfers, trash, views, workspaces,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Kith",
        description = "The relationship workspace, for programs. Every answer is `{\"data\", \"error\", \"meta\"}`; \
                       lists page by `meta.next_cursor`. Make a key under Settings or by `kith api-key create`, \
                       and send it as `Authorization: Bearer KEY`.",
        version = "1",
    ),
    modifiers(&BearerKey),
    tags(
        (name = "imports", description = "Mailbox files in, with exact accounting"),
        (name = "contacts", description = "The golden records of people"),
        (name = "companies", description = "Where people work, with figures over all of them"),
        (name = "tags", description = "Words on contacts"),
        (name = "taxonomy", description = "Tags that are set by rules: found, edited, approved, applied"),
        (name = "bulk", description = "Many contacts changed at once, with one undo"),
        (name = "search", description = "Finding people, companies, notes and messages"),
        (name = "fields", description = "Fields of the workspace's own on contacts and companies"),
        (name = "timeline", description = "What happened with a person"),
        (name = "life events", description = "What happened in people's lives"),
        (name = "tasks", description = "What to do, until when, about whom"),
        (name = "suggestions", description = "Whom to write to now, and why"),
        (name = "drafts", description = "What to say: texts to a contact, made by rules or by a language model"),
        (name = "trash", description = "What was deleted, to be restored within 30 days"),
        (name = "notifications", description = "What you were told, and how you want to be"),
        (name = "workspace", description = "Whose mail is the members' own, and who becomes a contact"),
    ),
)]
struct Document;

struct BearerKey;

impl Modify for BearerKey {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let scheme =
            SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("key", scheme);
        document.security = Some(vec![SecurityRequirement::new("key", Vec::<String>::new())]);
    }
}

fn routes() -> OpenApiRouter<Kith> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(
            imports::api::list_imports,
            imports::api::create_import
        ))
        .routes(routes!(
            photos::api::get_photo,
            photos::api::set_photo,
            photos::api::remove_photo
        ))
        .routes(routes!(transfers::api::load_workspace))
        .layer(DefaultBodyLimit::disable());
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(uploads)
        .routes(routes!(imports::api::get_import))
        .routes(routes!(imports::api::answer_import))
        .routes(routes!(imports::api::cancel_import))
        .routes(routes!(imports::api::pause_import))
        .routes(routes!(imports::api::redo_import))
        .routes(routes!(imports::api::include_skipped))
        .routes(routes!(imports::api::resume_import))
        .routes(routes!(imports::api::undo_import))
        .routes(routes!(
            imports::api::get_mapping,
            imports::api::put_mapping
        ))
        .routes(routes!(imports::api::list_rejections))
        .routes(routes!(imports::api::mend_row))
        .routes(routes!(imports::api::download_rejections))
        .routes(routes!(imports::api::retry_import))
        .routes(routes!(search::api::search_all))
        .routes(routes!(contacts::api::count_contacts))
        .routes(routes!(views::api::list_views, views::api::save_view))
        .routes(routes!(
            views::api::get_view,
            views::api::put_view,
            views::api::delete_view
        ))
        .routes(routes!(views::api::restore_view))
        .routes(routes!(
            contacts::api::list_contacts,
            contacts::api::create_contact
        ))
        .routes(routes!(
            contacts::api::get_contact,
            contacts::api::update_contact,
            contacts::api::delete_contact
        ))
        .routes(routes!(contacts::api::restore_contact))
        .routes(routes!(contacts::api::export_contacts))
        .routes(routes!(
            contacts::api::add_point,
            contacts::api::change_point,
            contacts::api::remove_point
        ))
        .routes(routes!(
            contacts::api::add_employment,
            contacts::api::change_employment,
            contacts::api::remove_employment
        ))
        .routes(routes!(contacts::api::get_score))
        .routes(routes!(
            relations::api::list_relations,
            relations::api::add_relation
        ))
        .routes(routes!(relations::api::remove_relation))
        .routes(routes!(relations::api::restore_relation))
        .routes(routes!(
            tags::api::list_tags_of_contact,
            tags::api::tag_contact
        ))
        .routes(routes!(tags::api::untag_contact))
        .routes(routes!(tags::api::list_tags, tags::api::create_tag))
        .routes(routes!(tags::api::update_tag, tags::api::delete_tag))
        .routes(routes!(tags::api::restore_tag))
        .routes(routes!(tags::api::merge_tag))
        .routes(routes!(taxonomy::api::get_taxonomy))
        .routes(routes!(taxonomy::api::add_taxonomy_tag))
        .routes(routes!(
            taxonomy::api::change_taxonomy_tag,
            taxonomy::api::remove_taxonomy_tag
        ))
        .routes(routes!(taxonomy::api::restore_taxonomy_tag))
        .routes(routes!(
            taxonomy::api::rename_taxonomy_category,
            taxonomy::api::remove_taxonomy_category
        ))
        .routes(routes!(taxonomy::api::restore_taxonomy_category))
        .routes(routes!(taxonomy::api::approve_taxonomy))
        .routes(routes!(taxonomy::api::discover_taxonomy))
        .routes(routes!(taxonomy::api::classify_contacts))
        .routes(routes!(taxonomy::api::get_reading))
        .routes(routes!(taxonomy::api::cancel_reading))
        .routes(routes!(taxonomy::api::preview_taxonomy))
        .routes(routes!(taxonomy::api::apply_taxonomy))
        .routes(routes!(
            taxonomy::api::list_tag_suggestions,
            taxonomy::api::suggest_tags
        ))
        .routes(routes!(bulk::api::change_many))
        .routes(routes!(
            companies::api::list_companies,
            companies::api::create_company
        ))
        .routes(routes!(
            companies::api::get_company,
            companies::api::update_company
        ))
        .routes(routes!(
            companies::api::add_alias,
            companies::api::remove_alias
        ))
        .routes(routes!(companies::api::list_company_changes))
        .routes(routes!(companies::api::revert_company_change))
        .routes(routes!(companies::api::merge_company))
        .routes(routes!(companies::api::part_company))
        .routes(routes!(bulk::api::list_changes))
        .routes(routes!(bulk::api::get_change))
        .routes(routes!(bulk::api::undo_change))
        .routes(routes!(bulk::api::cancel_change))
        .routes(routes!(bulk::api::retry_change))
        .routes(routes!(merging::api::merge_contacts))
        .routes(routes!(merging::api::unmerge_contact))
        .routes(routes!(merging::api::list_joined_contacts))
        .routes(routes!(merging::api::list_sources))
        .routes(routes!(merging::api::part_source))
        .routes(routes!(merging::api::return_source))
        .routes(routes!(review::api::list_pairs))
        .routes(routes!(review::api::count_pairs))
        .routes(routes!(
            review::scan::api::list_scans,
            review::scan::api::scan_contacts
        ))
        .routes(routes!(review::scan::api::get_scan))
        .routes(routes!(review::scan::api::stop_scan))
        .routes(routes!(review::api::decide_pair))
        .routes(routes!(review::api::list_possible_contacts))
        .routes(routes!(review::api::list_possible_companies))
        .routes(routes!(review::api::list_groups))
        .routes(routes!(
            review::api::list_above,
            review::api::merge_all_above
        ))
        .routes(routes!(review::api::list_alike_companies))
        .routes(routes!(review::api::decide_alike_companies))
        .routes(routes!(review::api::list_company_groups))
        .routes(routes!(
            review::api::list_companies_above,
            review::api::merge_companies_above
        ))
        .routes(routes!(history::api::list_contact_changes))
        .routes(routes!(history::api::revert_change))
        .routes(routes!(fields::api::list_fields, fields::api::define_field))
        .routes(routes!(
            fields::api::change_field,
            fields::api::archive_field
        ))
        .routes(routes!(fields::api::restore_field))
        .routes(routes!(
            fields::api::get_company_values,
            fields::api::set_company_values
        ))
        .routes(routes!(timeline::api::list_interactions))
        .routes(routes!(timeline::api::list_company_interactions))
        .routes(routes!(timeline::api::add_note))
        .routes(routes!(timeline::api::add_company_note))
        .routes(routes!(
            timeline::api::edit_note,
            timeline::api::delete_note
        ))
        .routes(routes!(timeline::api::restore_note))
        .routes(routes!(timeline::api::log_contact))
        .routes(routes!(timeline::api::edit_log, timeline::api::delete_log))
        .routes(routes!(timeline::api::restore_log))
        .routes(routes!(life_events::api::list_life_events))
        .routes(routes!(life_events::api::get_life_event))
        .routes(routes!(life_events::api::judge_life_event))
        .routes(routes!(life_events::api::accept_job))
        .routes(routes!(suggestions::api::list_suggestions))
        .routes(routes!(suggestions::api::get_suggestion))
        .routes(routes!(suggestions::api::decide_suggestion))
        .routes(routes!(suggestions::api::reopen_suggestion))
        .routes(routes!(
            suggestions::api::get_follow_ups,
            suggestions::api::set_follow_ups
        ))
        .routes(routes!(
            suggestions::api::get_learned,
            suggestions::api::forget_learned
        ))
        .routes(routes!(suggestions::api::set_keep_in_touch))
        .routes(routes!(drafts::api::list_drafts, drafts::api::make_draft))
        .routes(routes!(
            drafts::api::get_draft,
            drafts::api::edit_draft,
            drafts::api::discard_draft
        ))
        .routes(routes!(drafts::api::restore_draft))
        .routes(routes!(drafts::api::accept_draft))
        .routes(routes!(drafts::api::retract_draft))
        .routes(routes!(
            summaries::api::get_summary,
            summaries::api::summarise_contact
        ))
        .routes(routes!(
            language_model::api::get_language_model,
            language_model::api::set_language_model
        ))
        .routes(routes!(language_model::api::test_language_model))
        .routes(routes!(suggestions::api::get_follow_up))
        .routes(routes!(
            workspaces::api::list_own_addresses,
            workspaces::api::add_own_address
        ))
        .routes(routes!(workspaces::api::remove_own_address))
        .routes(routes!(
            workspaces::api::get_contact_rule,
            workspaces::api::set_contact_rule
        ))
        .routes(routes!(
            review::scan::api::get_joining,
            review::scan::api::set_joining
        ))
        .routes(routes!(
            companies::api::get_company_logos,
            companies::api::set_company_logos
        ))
        .routes(routes!(notifications::api::list_notifications))
        .routes(routes!(notifications::api::read_notification))
        .routes(routes!(notifications::api::reopen_notification))
        .routes(routes!(notifications::api::read_all_notifications))
        .routes(routes!(
            notifications::api::get_notification_settings,
            notifications::api::set_notification_settings
        ))
        .routes(routes!(jobs::api::list_schedule))
        .routes(routes!(jobs::api::run_scheduled))
        .routes(routes!(jobs::api::get_morning, jobs::api::set_morning))
        .routes(routes!(
            transfers::api::list_transfers,
            transfers::api::create_export
        ))
        .routes(routes!(transfers::api::get_transfer))
        .routes(routes!(transfers::api::get_transfer_file))
        .routes(routes!(transfers::api::cancel_transfer))
        .routes(routes!(
            dav::api::list_app_passwords,
            dav::api::create_app_password
        ))
        .routes(routes!(dav::api::revoke_app_password))
        .routes(routes!(tasks::api::list_tasks, tasks::api::create_task))
        .routes(routes!(
            tasks::api::get_task,
            tasks::api::update_task,
            tasks::api::delete_task
        ))
        .routes(routes!(tasks::api::complete_task))
        .routes(routes!(tasks::api::reopen_task))
        .routes(routes!(tasks::api::restore_task))
        .routes(routes!(trash::api::list_trash))
        .routes(routes!(trash::api::delete_company))
        .routes(routes!(trash::api::restore_company))
}

/// The document alone, for the page that shows it and the test that holds it.
pub fn document() -> openapi::OpenApi {
    let whole = OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", routes());
    let (_, document) = whole.split_for_parts();
    document
}

pub fn router() -> Router<Kith> {
    let (router, _) = routes().split_for_parts();
    router
        .route("/openapi.json", get(|| async { Json(document()) }))
        .fallback(|| async {
            Failure::new(
                StatusCode::NOT_FOUND,
                "not_found",
                "There is no such address.",
            )
        })
        .method_not_allowed_fallback(|| async {
            Failure::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "This address does not take that method.",
            )
        })
}
