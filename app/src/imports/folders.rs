//! What folders and labels of mailboxes are called, in the languages of the programs
//! that wrote them: which hold sent mail, and which hold what nobody wants imported.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    Sent,
    Drafts,
    Spam,
    Trash,
}

const SENT: &str = "sent|sent items|sent mail|sent messages|outbox sent|gesendet|gesendete elemente|\
    gesendete objekte|envoyés|éléments envoyés|messages envoyés|enviados|elementos enviados|\
    mensajes enviados|mensagens enviadas|itens enviados|inviati|posta inviata|messaggi inviati|\
    verzonden|verzonden items|verzonden berichten|wysłane|elementy wysłane|отправленные|skickat|\
    skickade|sendt|sendte|lähetetyt|送信済み|送信済みメール|送信済みアイテム|已发送|已发送邮件|寄件備份";
const DRAFTS: &str = "draft|drafts|entwürfe|entwurf|brouillons|borradores|rascunhos|bozze|concepten|\
    wersje robocze|черновики|utkast|kladder|luonnokset|下書き|草稿|草稿箱";
const SPAM: &str = "spam|junk|junk e-mail|junk email|junk mail|bulk mail|spamverdacht|unerwünscht|\
    werbung|courrier indésirable|indésirables|correo no deseado|lixo eletrônico|posta indesiderata|\
    ongewenste e-mail|спам|迷惑メール|垃圾邮件|垃圾郵件";
const TRASH: &str = "trash|bin|deleted items|deleted messages|deleted|papierkorb|gelöschte elemente|\
    gelöscht|corbeille|éléments supprimés|papelera|elementos eliminados|lixeira|itens excluídos|cestino|\
    posta eliminata|prullenbak|verwijderde items|kosz|elementy usunięte|корзина|удаленные|papperskorg|\
    ゴミ箱|已删除|已删除邮件|垃圾桶";

/// What a label or a folder of this name holds; none where it is an ordinary one.
pub fn folder_of(name: &str) -> Option<Folder> {
    let name = name.trim().to_lowercase();
    let is_in = |names: &str| names.split('|').any(|known| known.trim() == name);
    [
        (DRAFTS, Folder::Drafts),
        (SPAM, Folder::Spam),
        (TRASH, Folder::Trash),
        (SENT, Folder::Sent),
    ]
    .into_iter()
    .find(|(names, _)| is_in(names))
    .map(|(_, folder)| folder)
}

/// The same for the path of a file in an archive, by the innermost folder that says it:
/// `Mail/Sent.mbox/mbox`, `.Gesendet/cur/1:2,S`, `INBOX.Sent`.
pub fn folder_of_path(path: &str) -> Option<Folder> {
    path.split(['/', '\\']).rev().find_map(|part| {
        let part = part.trim_start_matches('.');
        let name = ["mbox", "sbd", "mbx", "eml"]
            .into_iter()
            .find_map(|ending| part.strip_suffix(ending)?.strip_suffix('.'))
            .unwrap_or(part);
        folder_of(name).or_else(|| folder_of(name.rsplit(['.', '&']).next().unwrap_or(name)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_known_by_their_names_in_many_languages() {
        for (path, folder) in [
            ("Mail/Sent.mbox", Some(Folder::Sent)),
            ("Sent Messages.mbox/mbox", Some(Folder::Sent)),
            ("Maildir/.Sent/cur/1700.M1:2,S", Some(Folder::Sent)),
            (".INBOX.Gesendet/cur/1", Some(Folder::Sent)),
            (
                "ImapMail/imap.x.example/INBOX.sbd/Trash",
                Some(Folder::Trash),
            ),
            ("Takeout/Mail/Spam.mbox", Some(Folder::Spam)),
            ("Entwürfe.mbox", Some(Folder::Drafts)),
            ("Mail/Inbox", None),
            ("Sentences/letters.mbox", None),
            ("", None),
        ] {
            assert_eq!(folder_of_path(path), folder, "{path}");
        }
        assert_eq!(folder_of("ÉLÉMENTS ENVOYÉS"), Some(Folder::Sent));
        assert_eq!(folder_of("Inbox"), None);
    }
}
