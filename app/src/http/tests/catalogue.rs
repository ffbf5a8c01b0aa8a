//! All server functions, with fields that they take and what calling them means.

use reqwest::{RequestBuilder, Response};

use crate::testing::{Client, PASSWORD, World};

/// What calling a function means for the one who may only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For strangers too.
    Public,
    /// About the caller alone.
    Personal,
    Reads,
    Writes,
    /// For the operator of the installation.
    Operates,
}

use Kind::{Operates, Personal, Public, Reads, Writes};

pub struct Function {
    pub name: &'static str,
    pub kind: Kind,
    fields: &'static [(&'static str, &'static str)],
}

const fn function(
    name: &'static str,
    kind: Kind,
    fields: &'static [(&'static str, &'static str)],
) -> Function {
    Function { name, kind, fields }
}

/// In alphabetical order, each with fields that it takes. Names in braces are ids of
/// the world.
pub const FUNCTIONS: &[Function] = &[
    function(
        "accounts/actions/change_password",
        Personal,
        &[("current_password", PASSWORD), ("password", PASSWORD)],
    ),
    function(
        "accounts/actions/choose_signup",
        Operates,
        &[("policy", "open")],
    ),
    function(
        "accounts/actions/choose_theme",
        Personal,
        &[("theme", "dark")],
    ),
    function(
        "accounts/actions/end_session",
        Personal,
        &[("id", "unknown")],
    ),
    function(
        "accounts/actions/login",
        Public,
        &[("email", "v@kith.example"), ("password", PASSWORD)],
    ),
    function("accounts/actions/logout", Public, &[]),
    function(
        "accounts/actions/register",
        Public,
        &[
            ("name", "Mole"),
            ("email", "mole@x.example"),
            ("password", PASSWORD),
        ],
    ),
    function(
        "accounts/actions/save_profile",
        Personal,
        &[("name", "Vi"), ("zone", "UTC")],
    ),
    function(
        "api_keys/actions/create_api_key",
        Writes,
        &[("name", "Mole")],
    ),
    function(
        "api_keys/actions/revoke_api_key",
        Writes,
        &[("id", "{key}")],
    ),
    function(
        "bulk/actions/cancel_bulk_change",
        Writes,
        &[("id", "{queued_change}")],
    ),
    function(
        "bulk/actions/change_many",
        Writes,
        &[("ids", "{contact}"), ("action", "archive")],
    ),
    function("bulk/actions/clear_ticks", Writes, &[("to", "/contacts")]),
    function(
        "bulk/actions/keep_ticks",
        Writes,
        &[("shown", "{contact}"), ("to", "/contacts")],
    ),
    function(
        "bulk/actions/retry_bulk_change",
        Writes,
        &[("id", "{failed_change}")],
    ),
    function(
        "bulk/actions/undo_bulk_change",
        Writes,
        &[("id", "{change}")],
    ),
    function(
        "companies/actions/add_alias",
        Writes,
        &[("id", "{company}"), ("value", "Mole")],
    ),
    function(
        "companies/actions/choose_logos",
        Writes,
        &[("wanted", "true")],
    ),
    function(
        "companies/actions/create_company",
        Writes,
        &[("name", "Mole")],
    ),
    function(
        "companies/actions/edit_company",
        Writes,
        &[("id", "{company}"), ("name", "Mole")],
    ),
    function(
        "companies/actions/merge_companies",
        Writes,
        &[("id", "{company}"), ("into", "{other_company}")],
    ),
    function(
        "companies/actions/part_companies",
        Writes,
        &[("id", "{joined_company}")],
    ),
    function(
        "companies/actions/remove_alias",
        Writes,
        &[("id", "{company}"), ("value", "Linden")],
    ),
    function(
        "companies/actions/revert_company_change",
        Writes,
        &[("company", "{company}"), ("change", "{company_change}")],
    ),
    function(
        "contacts/actions/archive_contact",
        Writes,
        &[("id", "{contact}"), ("archived", "true")],
    ),
    function(
        "contacts/actions/create_contact",
        Writes,
        &[("name", "Mole")],
    ),
    function(
        "contacts/actions/delete_contact",
        Writes,
        &[("id", "{contact}")],
    ),
    function(
        "contacts/actions/edit_contact",
        Writes,
        &[("id", "{contact}"), ("field", "title"), ("value", "Mole")],
    ),
    function(
        "contacts/actions/employments/remove_employment",
        Writes,
        &[("id", "{contact}"), ("key", "lind|baker|")],
    ),
    function(
        "contacts/actions/employments/restore_employment",
        Writes,
        &[("id", "{contact}"), ("was", "true"), ("title", "Mole")],
    ),
    function(
        "contacts/actions/employments/save_employment",
        Writes,
        &[("id", "{contact}"), ("title", "Mole")],
    ),
    function(
        "contacts/actions/moving/move_back",
        Writes,
        &[("id", "{contact}"), ("group", "priority")],
    ),
    function(
        "contacts/actions/moving/move_contact",
        Writes,
        &[("id", "{contact}"), ("group", "priority"), ("to", "high")],
    ),
    function(
        "contacts/actions/points/add_point",
        Writes,
        &[
            ("id", "{contact}"),
            ("kind", "phone"),
            ("value", "+46 8 100"),
        ],
    ),
    function(
        "contacts/actions/points/change_point",
        Writes,
        &[
            ("id", "{contact}"),
            ("kind", "email"),
            ("value", "bo@lind.example"),
            ("to", "bo@mole.example"),
            ("label", "home"),
        ],
    ),
    function(
        "contacts/actions/points/remove_point",
        Writes,
        &[
            ("id", "{contact}"),
            ("kind", "email"),
            ("value", "bo@lind.example"),
        ],
    ),
    function(
        "contacts/actions/points/restore_point",
        Writes,
        &[
            ("id", "{contact}"),
            ("kind", "email"),
            ("value", "bo@home.example"),
        ],
    ),
    function(
        "contacts/actions/points/revert_point",
        Writes,
        &[
            ("id", "{contact}"),
            ("kind", "email"),
            ("value", "bo@lind.example"),
            ("made", "bo@home.example"),
        ],
    ),
    function(
        "contacts/actions/points/save_address",
        Writes,
        &[("id", "{contact}"), ("city", "Lund")],
    ),
    function(
        "contacts/actions/restore_contact",
        Writes,
        &[("id", "{deleted}")],
    ),
    function(
        "contacts/actions/restore_field",
        Writes,
        &[("id", "{contact}"), ("field", "title")],
    ),
    function("dav/actions/create_device", Writes, &[("name", "Phone")]),
    function("dav/actions/revoke_device", Writes, &[("id", "{device}")]),
    function("drafts/actions/accept_draft", Writes, &[("id", "{draft}")]),
    function("drafts/actions/discard_draft", Writes, &[("id", "{draft}")]),
    function(
        "drafts/actions/edit_draft",
        Writes,
        &[("id", "{draft}"), ("subject", "Mole"), ("body", "Mole")],
    ),
    function("drafts/actions/make_draft", Writes, &[("id", "{contact}")]),
    function(
        "drafts/actions/restore_draft",
        Writes,
        &[("id", "{discarded_draft}")],
    ),
    function(
        "drafts/actions/retract_draft",
        Writes,
        &[("id", "{sent_draft}")],
    ),
    function(
        "fields/actions/archive_field",
        Writes,
        &[("id", "{field}"), ("archived", "true")],
    ),
    function(
        "fields/actions/change_field",
        Writes,
        &[("id", "{field}"), ("label", "Mole"), ("kind", "text")],
    ),
    function(
        "fields/actions/define_field",
        Writes,
        &[("subject", "contact"), ("label", "Mole"), ("kind", "text")],
    ),
    function(
        "fields/actions/forget_value",
        Writes,
        &[("field", "{field}"), ("id", "{contact}")],
    ),
    function(
        "fields/actions/move_field",
        Writes,
        &[("id", "{field}"), ("position", "1")],
    ),
    function(
        "fields/actions/set_value",
        Writes,
        &[
            ("field", "{field}"),
            ("id", "{contact}"),
            ("values[0]", "Mole"),
        ],
    ),
    function(
        "history/actions/revert_change",
        Writes,
        &[("contact", "{contact}"), ("change", "{field_change}")],
    ),
    function(
        "imports/actions/answer_import",
        Writes,
        &[("id", "{asking}"), ("other", "mole@kith.example")],
    ),
    function(
        "imports/actions/answer_none",
        Writes,
        &[("id", "{nobodys}")],
    ),
    function(
        "imports/actions/cancel_import",
        Writes,
        &[("id", "{queued}")],
    ),
    function(
        "imports/actions/choose_columns",
        Writes,
        &[("id", "{columns}"), ("fields[0]", "name")],
    ),
    function(
        "imports/actions/claim_address",
        Writes,
        &[
            ("id", "{offering}"),
            ("address", "old@kith.example"),
            ("claim", "not_mine"),
        ],
    ),
    function(
        "imports/actions/import_progress",
        Reads,
        &[("id", "{import}")],
    ),
    function(
        "imports/actions/include_skipped",
        Writes,
        &[("id", "{offering}"), ("reason", "newsletter")],
    ),
    function(
        "imports/actions/leave_table_out",
        Writes,
        &[("id", "{columns}")],
    ),
    function(
        "imports/actions/mend_row",
        Writes,
        &[
            ("id", "{mended}"),
            ("rejection", "{broken}"),
            ("cells[0]", "Di Moe"),
        ],
    ),
    function(
        "imports/actions/pause_import",
        Writes,
        &[("id", "{pausable}")],
    ),
    function("imports/actions/redo_import", Writes, &[("id", "{undone}")]),
    function(
        "imports/actions/resume_import",
        Writes,
        &[("id", "{pausable}")],
    ),
    function(
        "imports/actions/retry_import",
        Writes,
        &[("id", "{queued}")],
    ),
    function(
        "imports/actions/undo_import",
        Writes,
        &[("id", "{finished}")],
    ),
    function(
        "jobs/actions/request_run",
        Writes,
        &[("name", "refresh_scores")],
    ),
    function("jobs/actions/retry_job", Writes, &[("id", "{job}")]),
    function(
        "language_model/actions/choose_language_model",
        Writes,
        &[("kind", "offline")],
    ),
    function("language_model/actions/test_language_model", Writes, &[]),
    function(
        "life_events/actions/accept_job",
        Writes,
        &[("id", "{life_event}")],
    ),
    function(
        "life_events/actions/judge_life_event",
        Writes,
        &[("id", "{life_event}"), ("decision", "wrong")],
    ),
    function(
        "merging/actions/merge_contacts",
        Writes,
        &[("kept", "{contact}"), ("ids", "{contact},{other_contact}")],
    ),
    function(
        "merging/actions/part_contacts",
        Writes,
        &[("ids", "{joined_contact}")],
    ),
    function(
        "merging/actions/part_record",
        Writes,
        &[("record", "{source}")],
    ),
    function(
        "merging/actions/return_record",
        Writes,
        &[("record", "{parted_source}")],
    ),
    function(
        "notifications/actions/choose_hours",
        Writes,
        &[
            ("digest", "weekly"),
            ("digest_hour", "8"),
            ("digest_weekday", "2"),
        ],
    ),
    function(
        "notifications/actions/choose_notifications",
        Writes,
        &[("ways[]", "imports.mail")],
    ),
    function("notifications/actions/read_all_notifications", Writes, &[]),
    function(
        "notifications/actions/read_notification",
        Writes,
        &[("id", "{notification}")],
    ),
    function(
        "notifications/actions/reopen_notification",
        Writes,
        &[("id", "{notification}")],
    ),
    function(
        "notifications/actions/reopen_notifications",
        Writes,
        &[("at", "0")],
    ),
    function("notifications/actions/request_test_mail", Writes, &[]),
    function(
        "photos/actions/remove_photo",
        Writes,
        &[("contact", "{contact}")],
    ),
    function(
        "photos/actions/restore_photo",
        Writes,
        &[("contact", "{contact}"), ("before", "{photo}")],
    ),
    function(
        "relations/actions/add_relation",
        Writes,
        &[
            ("contact", "{contact}"),
            ("kind", "child"),
            ("who", "Tim"),
            ("alone", "true"),
        ],
    ),
    function(
        "relations/actions/remove_relation",
        Writes,
        &[("contact", "{contact}"), ("relation", "{relation}")],
    ),
    function(
        "relations/actions/restore_relation",
        Writes,
        &[("contact", "{contact}"), ("relation", "{removed_relation}")],
    ),
    function("review/actions/merge_above", Writes, &[("percent", "70")]),
    function(
        "review/actions/merge_group",
        Writes,
        &[("with[]", "{contact}"), ("with[]", "{other_contact}")],
    ),
    function(
        "review/actions/reject_group",
        Writes,
        &[("ids", "{contact},{other_contact}")],
    ),
    function(
        "review/actions/reopen_group",
        Writes,
        &[("pairs", "{contact}:{rejected_contact}")],
    ),
    function(
        "review/actions/return_skipped",
        Writes,
        &[("pairs", "{contact}:{other_contact}")],
    ),
    function(
        "review/actions/scans/choose_joining",
        Writes,
        &[("joins", "true"), ("percent", "90")],
    ),
    function("review/actions/scans/find_doubles", Writes, &[]),
    function(
        "review/actions/scans/stop_scan",
        Writes,
        &[("id", "{queued_scan}")],
    ),
    function(
        "review/actions/skip_group",
        Writes,
        &[("ids", "{contact},{other_contact}")],
    ),
    function("search/actions/count_contacts", Reads, &[("query", "bo")]),
    function("search/actions/find", Reads, &[("query", "bo")]),
    function(
        "suggestions/actions/decide_suggestion",
        Writes,
        &[("id", "{suggestion}"), ("decision", "done")],
    ),
    function("suggestions/actions/forget_learned", Writes, &[]),
    function(
        "suggestions/actions/keep_in_touch",
        Writes,
        &[("id", "{contact}"), ("how", "never")],
    ),
    function(
        "suggestions/actions/reopen_suggestion",
        Writes,
        &[("id", "{suggestion}")],
    ),
    function(
        "suggestions/actions/set_follow_ups",
        Writes,
        &[
            ("shortest_days", "7"),
            ("longest_days", "90"),
            ("patience", "much"),
            ("most_open", "3"),
        ],
    ),
    function(
        "summaries/actions/summarise_contact",
        Writes,
        &[("id", "{contact}")],
    ),
    function(
        "tags/actions/add_tag",
        Writes,
        &[("id", "{contact}"), ("name", "Mole")],
    ),
    function("tags/actions/create_tag", Writes, &[("name", "Mole")]),
    function("tags/actions/delete_tag", Writes, &[("id", "{tag}")]),
    function(
        "tags/actions/edit_tag",
        Writes,
        &[("id", "{tag}"), ("name", "Mole"), ("hue", "3")],
    ),
    function(
        "tags/actions/merge_tags",
        Writes,
        &[("id", "{tag}"), ("into", "{other_tag}")],
    ),
    function(
        "tags/actions/put_tag_back",
        Writes,
        &[("id", "{contact}"), ("tag", "{tag}"), ("own", "true")],
    ),
    function(
        "tags/actions/remove_tag",
        Writes,
        &[("id", "{contact}"), ("tag", "{tag}")],
    ),
    function(
        "tags/actions/restore_tag",
        Writes,
        &[("id", "{deleted_tag}")],
    ),
    function(
        "tasks/actions/add_task",
        Writes,
        &[("title", "Mole"), ("contacts[0]", "{contact}")],
    ),
    function("tasks/actions/complete_task", Writes, &[("id", "{task}")]),
    function("tasks/actions/create_feed", Writes, &[("shape", "events")]),
    function("tasks/actions/delete_task", Writes, &[("id", "{task}")]),
    function(
        "tasks/actions/edit_task",
        Writes,
        &[("id", "{task}"), ("title", "Mole")],
    ),
    function("tasks/actions/live_reminders", Reads, &[("since", "0")]),
    function("tasks/actions/renew_feed", Writes, &[("id", "{feed}")]),
    function(
        "tasks/actions/reopen_task",
        Writes,
        &[("id", "{done_task}")],
    ),
    function(
        "tasks/actions/restore_task",
        Writes,
        &[("id", "{deleted_task}")],
    ),
    function("tasks/actions/revoke_feed", Writes, &[("id", "{feed}")]),
    function("tasks/actions/see_reminder", Writes, &[("id", "{task}")]),
    function("tasks/actions/set_birthday_lead", Writes, &[("days", "30")]),
    function(
        "taxonomy/actions/accept_tag",
        Writes,
        &[("id", "{contact}"), ("name", "Mole")],
    ),
    function(
        "taxonomy/actions/add_taxonomy_tag",
        Writes,
        &[("name", "Mole"), ("category", "Role"), ("title", "mole")],
    ),
    function("taxonomy/actions/apply_taxonomy", Writes, &[]),
    function("taxonomy/actions/approve_taxonomy", Writes, &[]),
    function(
        "taxonomy/actions/change_taxonomy_tag",
        Writes,
        &[
            ("id", "{taxonomy_tag}"),
            ("name", "Mole"),
            ("category", "Role"),
        ],
    ),
    function("taxonomy/actions/discover_tags", Writes, &[]),
    function("taxonomy/actions/read_contacts", Writes, &[]),
    function(
        "taxonomy/actions/reconsider_tags",
        Writes,
        &[("id", "{contact}")],
    ),
    function(
        "taxonomy/actions/remove_category",
        Writes,
        &[("id", "{taxonomy_category}")],
    ),
    function(
        "taxonomy/actions/remove_taxonomy_tag",
        Writes,
        &[("id", "{taxonomy_tag}")],
    ),
    function(
        "taxonomy/actions/rename_category",
        Writes,
        &[("id", "{taxonomy_category}"), ("name", "Mole")],
    ),
    function(
        "taxonomy/actions/restore_category",
        Writes,
        &[("id", "{removed_category}")],
    ),
    function(
        "taxonomy/actions/restore_taxonomy_tag",
        Writes,
        &[("id", "{removed_taxonomy_tag}")],
    ),
    function(
        "taxonomy/actions/stop_reading",
        Writes,
        &[("id", "{queued_reading}")],
    ),
    function(
        "timeline/actions/add_company_note",
        Writes,
        &[("company", "{company}"), ("text", "Mole")],
    ),
    function(
        "timeline/actions/add_note",
        Writes,
        &[("contact", "{contact}"), ("text", "Mole")],
    ),
    function(
        "timeline/actions/delete_log",
        Writes,
        &[("entry", "{log_entry}")],
    ),
    function(
        "timeline/actions/delete_note",
        Writes,
        &[("note", "{note}")],
    ),
    function(
        "timeline/actions/edit_log",
        Writes,
        &[
            ("entry", "{log_entry}"),
            ("what", "message_in"),
            ("text", "Mole"),
        ],
    ),
    function(
        "timeline/actions/edit_note",
        Writes,
        &[("note", "{note}"), ("text", "Mole")],
    ),
    function(
        "timeline/actions/log_contact",
        Writes,
        &[
            ("contact", "{contact}"),
            ("what", "message_in"),
            ("when", "2025-01-02"),
        ],
    ),
    function(
        "timeline/actions/restore_log",
        Writes,
        &[("entry", "{deleted_log_entry}")],
    ),
    function(
        "timeline/actions/restore_note",
        Writes,
        &[("note", "{deleted_note}")],
    ),
    function("transfers/actions/export_workspace", Writes, &[]),
    function(
        "transfers/actions/stop_transfer",
        Writes,
        &[("id", "{transfer}")],
    ),
    function(
        "trash/actions/delete_company",
        Writes,
        &[("id", "{company}")],
    ),
    function(
        "trash/actions/restore_company",
        Writes,
        &[("id", "{deleted_company}")],
    ),
    function("views/actions/delete_view", Writes, &[("id", "{view}")]),
    function(
        "views/actions/edit_view",
        Writes,
        &[("id", "{view}"), ("name", "Mole")],
    ),
    function(
        "views/actions/restore_view",
        Writes,
        &[("id", "{deleted_view}")],
    ),
    function("views/actions/save_view", Writes, &[("name", "Mole")]),
    function(
        "workspaces/actions/add_own_address",
        Writes,
        &[("email", "mole@x.example")],
    ),
    function(
        "workspaces/actions/choose_contact_rule",
        Writes,
        &[("rule", "everyone")],
    ),
    function(
        "workspaces/actions/choose_morning",
        Writes,
        &[("morning", "07:15")],
    ),
    function(
        "workspaces/actions/invite_member",
        Writes,
        &[("email", "mole@x.example"), ("role", "admin")],
    ),
    function(
        "workspaces/actions/remove_own_address",
        Writes,
        &[("email", "ada@kith.example")],
    ),
    function(
        "workspaces/actions/rename_workspace",
        Writes,
        &[("name", "Mole")],
    ),
    function(
        "workspaces/actions/switch_workspace",
        Personal,
        &[("workspace", "{workspace}")],
    ),
];

impl Function {
    pub fn path(&self) -> String {
        format!("/do/app/{}", self.name)
    }

    pub fn names_an_id(&self) -> bool {
        self.fields.iter().any(|(_, value)| value.starts_with('{'))
    }

    pub fn request(&self, world: &World, client: &Client) -> RequestBuilder {
        let workspace = world.ada.workspace.to_string();
        let value = |value: &str| world.fill(value).replace("{workspace}", &workspace);
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|(name, text)| (*name, value(text)))
            .collect();
        if self.kind == Reads {
            let query = serde_urlencoded::to_string(&fields).unwrap();
            client.request("GET", &format!("{}?{query}", self.path()))
        } else {
            client.request("POST", &self.path()).form(&fields)
        }
    }

    /// As a script calls it.
    pub async fn call(&self, world: &World, client: &Client) -> Response {
        self.request(world, client).send().await.unwrap()
    }
}
