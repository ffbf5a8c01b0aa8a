//! Why messages were skipped or failed, in words, and which of them can be imported
//! nevertheless.

/// A reason of the accounting, for one or many.
pub fn reason_words(reason: &str) -> &str {
    match reason {
        "newsletter" => "newsletters",
        "list" => "mailing lists",
        "automated" => "automated mail",
        "role" => "mail of offices, like info@",
        "draft" => "drafts",
        "spam" => "spam",
        "trash" => "trash",
        "empty" => "empty messages",
        "unknown_format" => "files of no known format",
        "too_large" => "too large",
        "unclosed_quote" => "rows whose quotes never close",
        "ragged" => "rows with too many cells",
        "nobody" => "records that name nobody",
        "no_time" => "without a time that can be read",
        "malformed" => "not understood",
        "cut_off" => "cut off by the end of the file",
        "recurrence" => "meetings whose repetition is not understood",
        "service" => "notices of the program",
        "not_a_meeting" => "entries that are no meetings",
        "left_out" => "rows of tables that were left out",
        "no_place" => "kinds of entries for which Kith has no place",
        "cancelled" => "cancelled meetings",
        "declined" => "declined meetings",
        "alone" => "appointments without others",
        "no_headers" => "not mail",
        "no_date" => "without a date",
        "no_sender" => "without a sender",
        "unreadable_file" => "files that could not be read",
        "damaged_archive" => "damaged files",
        "encrypted" => "encrypted files",
        "unsupported_compression" => "files packed in a way that Kith does not know",
        "unsafe_path" => "paths that lead out of the archive, where reading stopped",
        "archive_bomb" => "files that unpack to far too much, where reading stopped",
        "cursor_lost" => "rest of the file, which is not the one that was begun with",
        other => other,
    }
}

/// The same of one message.
pub fn words_of_one(reason: &str) -> &str {
    match reason {
        "newsletter" => "Newsletter",
        "list" => "Mailing list",
        "automated" => "Sent by a program",
        "role" => "From an office",
        "draft" => "Draft",
        "spam" => "Spam",
        "trash" => "In the trash",
        "empty" => "Empty message",
        "unknown_format" => "Of no known format",
        "too_large" => "Too large",
        "unclosed_quote" => "A quote never closes",
        "ragged" => "Too many cells",
        "nobody" => "Names nobody",
        "no_time" => "No time that can be read",
        "malformed" => "Not understood",
        "cut_off" => "Cut off by the end of the file",
        "recurrence" => "Repeats in a way that is not understood",
        "service" => "A notice of the program",
        "not_a_meeting" => "No meeting",
        "left_out" => "In a table that was left out",
        "no_place" => "No place for it",
        "cancelled" => "Cancelled",
        "declined" => "Declined",
        "alone" => "Nobody else takes part",
        "no_headers" => "Not mail",
        "no_date" => "No date",
        "no_sender" => "No sender",
        "unreadable_file" => "Could not be read",
        "damaged_archive" => "Damaged",
        "encrypted" => "Encrypted",
        "unsupported_compression" => "Packed in an unknown way",
        "unsafe_path" => "Leads out of the archive",
        "archive_bomb" => "Unpacks to far too much",
        "cursor_lost" => "Another file than before",
        other => other,
    }
}

/// Drafts were never sent; what failed cannot be read at all.
pub fn may_be_included(reason: &str) -> bool {
    matches!(
        reason,
        "newsletter" | "list" | "automated" | "role" | "spam" | "trash"
    )
}

/// What importing messages with this reason would mean, or why they cannot be.
pub fn including_words(reason: &str) -> &'static str {
    match reason {
        "spam" | "trash" => "They are imported like other mail.",
        "newsletter" | "list" | "automated" | "role" => {
            "They can be read and searched then. Nobody becomes a contact by them, and they count for no relationship."
        }
        "draft" => "Drafts are not imported: they were never sent, so nobody has read them.",
        "no_sender" => "These cannot be imported: without a sender they belong to nobody.",
        "no_date" => "These cannot be imported: without a date they have no place on a timeline.",
        "empty" | "no_headers" => "These cannot be imported: there is no message in them.",
        "left_out" => {
            "To import them, undo the import, say what the table holds, and import it again."
        }
        "no_place" => "These are kept here as they came, cut off where they are long.",
        "encrypted" => "These cannot be imported: unpack them, and import what was in them.",
        _ => "These cannot be imported: the file does not let itself be read. Export it again.",
    }
}
