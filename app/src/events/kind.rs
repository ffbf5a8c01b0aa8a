//! The names of what can happen.

macro_rules! event_kinds {
    ($($kind:ident => $name:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum EventKind { $($kind),+ }

        impl EventKind {
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }
        }
    };
}

event_kinds! {
    ApiKeyCreated => "api_key.created",
    ApiKeyRevoked => "api_key.revoked",
    AppPasswordCreated => "app_password.created",
    AppPasswordRevoked => "app_password.revoked",
    BulkChangeCancelled => "bulk.cancelled",
    BulkChangeDone => "bulk.done",
    BulkChangeStarted => "bulk.started",
    BulkChangeUndoing => "bulk.undoing",
    BulkChangeUndone => "bulk.undone",
    CompanyDeleted => "company.deleted",
    CompanyEdited => "company.edited",
    CompanyMerged => "company.merged",
    CompanyPairRejected => "company_pair.rejected",
    CompanyParted => "company.parted",
    CompanyRestored => "company.restored",
    CompanyUpdated => "company.updated",
    ContactArchived => "contact.archived",
    ContactCreated => "contact.created",
    ContactDeleted => "contact.deleted",
    ContactMerged => "contact.merged",
    ContactParted => "contact.parted",
    ContactRestored => "contact.restored",
    ContactRuleChosen => "workspace.contact_rule_chosen",
    ContactUpdated => "contact.updated",
    FeedCreated => "feed.created",
    FeedRevoked => "feed.revoked",
    FieldArchived => "field.archived",
    FieldChanged => "field.changed",
    FieldDefined => "field.defined",
    FollowUpsChanged => "follow_ups.changed",
    ImportCancelled => "import.cancelled",
    ImportFailed => "import.failed",
    ImportFinished => "import.finished",
    ImportPaused => "import.paused",
    ImportStarted => "import.started",
    ImportUndoing => "import.undoing",
    ImportUndone => "import.undone",
    JoiningChosen => "workspace.joining_chosen",
    LogosChosen => "workspace.logos_chosen",
    MemberInvited => "member.invited",
    MemberJoined => "member.joined",
    MorningChosen => "workspace.morning_chosen",
    NoteAdded => "note.added",
    NoteDeleted => "note.deleted",
    NoteEdited => "note.edited",
    NoteRestored => "note.restored",
    PairRejected => "pair.rejected",
    PairsSought => "pairs.sought",
    RelationAdded => "relation.added",
    RelationRemoved => "relation.removed",
    RelationRestored => "relation.restored",
    SuggestionDecided => "suggestion.decided",
    SuggestionReopened => "suggestion.reopened",
    TagCreated => "tag.created",
    TagDeleted => "tag.deleted",
    TagEdited => "tag.edited",
    TagMerged => "tag.merged",
    TagRestored => "tag.restored",
    TaskAdded => "task.added",
    TaskCompleted => "task.completed",
    TaskDeleted => "task.deleted",
    TaskEdited => "task.edited",
    TaskReopened => "task.reopened",
    TaskRestored => "task.restored",
    TransferFinished => "transfer.finished",
    TransferStarted => "transfer.started",
    TrashEmptied => "trash.emptied",
    ViewDeleted => "view.deleted",
    ViewRestored => "view.restored",
    ViewSaved => "view.saved",
    WorkspaceCreated => "workspace.created",
}
