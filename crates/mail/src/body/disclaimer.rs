//! Legal notices, warnings of gateways, advertisements of clients and footers of lists.

/// Beginnings of a line after which nothing of the sender's follows.
const ENDS: &[&str] = &[
    "confidentiality notice",
    "confidentiality:",
    "confidential notice",
    "disclaimer",
    "legal notice",
    "legal disclaimer",
    "notice:",
    "privileged and confidential",
    "privileged & confidential",
    "important notice",
    "important:",
    "email disclaimer",
    "e-mail disclaimer",
    "privacy notice",
    "warning: ",
    "this e-mail and any",
    "this email and any",
    "this e-mail (",
    "this email (",
    "this message (",
    "this communication (",
    "this message and any",
    "this message, ",
    "this communication is",
    "this communication and",
    "this transmission",
    "this electronic m",
    "the information contained in this",
    "the information in this",
    "the contents of this e",
    "the content of this e",
    "the information transmitted",
    "any views or opinions",
    "this e-mail contains",
    "this email contains",
    "this message contains",
    "this e-mail message",
    "this email message",
    "this e-mail is ",
    "this email is ",
    "this message is intended",
    "this message may contain",
    "this message is confidential",
    "this mail is confidential",
    "if you are not the intended",
    "if you have received this",
    "please consider the environment",
    "think before you print",
    "before printing",
    "save a tree",
    "save paper",
    "🌱",
    "p please consider",
    "diese e-mail",
    "diese email",
    "diese mail",
    "diese nachricht ist",
    "diese nachricht enthält",
    "der inhalt dieser",
    "die information in dieser",
    "die in dieser e-mail",
    "vertraulichkeitshinweis",
    "haftungsausschluss",
    "bitte denken sie an die umwelt",
    "bitte prüfen sie",
    "hinweis: diese",
    "informationen zum datenschutz",
    "hinweise zum datenschutz",
    "unsere datenschutz",
    "ce message et",
    "ce message est",
    "ce courriel",
    "ce courrier électronique",
    "cet e-mail",
    "ce mail",
    "les informations contenues",
    "avis de confidentialité",
    "avant d'imprimer",
    "pensez à l'environnement",
    "pensez à l’environnement",
    "merci de penser à l'environnement",
    "n'imprimez ce",
    "este mensaje",
    "este correo",
    "este e-mail",
    "aviso legal",
    "aviso de confidencialidad",
    "la información contenida",
    "antes de imprimir",
    "en cumplimiento",
    "de conformidad con",
    "advertencia legal",
    "protección de datos",
    "esta mensagem",
    "este email",
    "aviso de confidencialidade",
    "as informações contidas",
    "esta comunicação",
    "este correio",
    "aviso:",
    "pense no ambiente",
    "antes de imprimir",
    "questo messaggio",
    "questa e-mail",
    "questa email",
    "le informazioni contenute",
    "il presente messaggio",
    "la presente e-mail",
    "la presente comunicazione",
    "avviso di riservatezza",
    "avvertenza",
    "ai sensi del",
    "prima di stampare",
    "informativa privacy",
    "dit bericht",
    "deze e-mail",
    "deze email",
    "dit e-mailbericht",
    "de informatie in",
    "de inhoud van dit",
    "denk aan het milieu",
    "proclaimer",
    "ta wiadomość",
    "niniejsza wiadomość",
    "wiadomość ta",
    "treść tej wiadomości",
    "informacje zawarte",
    "zastrzeżenie",
    "klauzula",
    "pomyśl o środowisku",
    "zanim wydrukujesz",
    "ten e-mail",
    "administratorem danych",
    "informujemy, że",
    "данное сообщение",
    "это сообщение",
    "настоящее сообщение",
    "данное электронное",
    "настоящее электронное",
    "это электронное",
    "информация, содержащаяся",
    "конфиденциально",
    "уведомление о конфиденциальности",
    "внимание:",
    "本メール",
    "このメール",
    "本電子メール",
    "この電子メール",
    "【注意】",
    "【機密",
    "※このメール",
    "※本メール",
    "本邮件",
    "此邮件",
    "该邮件",
    "本电子邮件",
    "此电子邮件",
    "保密提示",
    "保密声明",
    "免责声明",
    "本郵件",
    "重要提示",
    "you received this message because you are subscribed",
    "you are receiving this",
    "to unsubscribe from this",
    "to unsubscribe",
    "unsubscribe:",
    "to view this discussion",
    "virus-free.",
    "this email has been checked for viruses",
    "this e-mail has been checked",
    "diese e-mail wurde von avast",
    "scanned by",
    "cet e-mail a été vérifié",
    "libre de virus",
    "privo di virus",
    "mailing list -",
    "list-unsubscribe",
    "vous recevez ce",
    "sie erhalten diese",
];

/// Lines that say which device or program sent the mail.
const SENT_FROM: &[&str] = &[
    "sent from my ",
    "sent from mail",
    "sent from outlook",
    "sent from yahoo",
    "sent from proton",
    "sent from samsung",
    "sent from gmail",
    "sent from a mobile",
    "sent on the go",
    "sent via ",
    "sent with ",
    "sent using ",
    "get outlook for",
    "get bluemail",
    "von meinem ",
    "gesendet von ",
    "gesendet mit",
    "gesendet über",
    "von unterwegs gesendet",
    "outlook für ",
    "holen sie sich outlook",
    "diese nachricht wurde von meinem",
    "envoyé de mon",
    "envoyé depuis",
    "envoyé à partir",
    "télécharger outlook",
    "obtenir outlook",
    "provenance :",
    "enviado desde mi",
    "enviado desde ",
    "obtener outlook",
    "enviado do meu",
    "enviado a partir",
    "enviado via",
    "enviado de meu",
    "obter o outlook",
    "inviato da ",
    "inviato dal ",
    "scarica outlook",
    "ottieni outlook",
    "verstuurd vanaf",
    "verzonden vanaf",
    "verzonden met",
    "verzonden via",
    "outlook voor ",
    "download outlook",
    "wysłane z ",
    "wysłano z",
    "pobierz aplikację outlook",
    "отправлено с ",
    "отправлено из ",
    "получить outlook",
    "скачать outlook",
    "iphoneから送信",
    "ipadから送信",
    "outlook for ios を入手",
    "发自我的",
    "從我的 iphone",
    "从我的",
    "获取 outlook",
    "skickat från",
    "sendt fra",
];

/// Warnings that gateways put above the text.
const WARNINGS: &[&str] = &[
    "caution:",
    "external email",
    "[external",
    "external sender",
    "warning: this email",
    "this email originated",
    "this message originated",
    "you don't often get email",
    "you don’t often get email",
    "sie erhalten nicht häufig",
    "achtung: externe",
    "extern:",
    "externe e-mail",
    "attention : ce",
    "attention: ce",
    "vous n’obtenez pas souvent",
    "vous n'obtenez pas souvent",
    "no suele recibir",
    "some people who received this message",
];

/// Drops the notices from `lines`, which begin with the newest own text.
pub(super) fn cut(lines: &mut Vec<&str>) {
    drop_warnings(lines);
    let end = (1..lines.len()).find(|at| ends(&lines[*at..], &lines[..*at]));
    if let Some(end) = end {
        lines.truncate(end);
    }
    lines.retain(|line| !is_sent_from(line));
}

fn drop_warnings(lines: &mut Vec<&str>) {
    let starts = |line: &str| begins_with(line, WARNINGS);
    let Some(first) = lines.iter().take(4).position(|line| starts(line)) else {
        return;
    };
    let length = lines[first..]
        .iter()
        .take_while(|line| !line.trim().is_empty())
        .count();
    if first + length < lines.len() && length <= 6 {
        lines.drain(first..first + length);
    }
}

/// A notice begins here. A line that could be prose must also stand after a blank or short line.
fn ends(rest: &[&str], before: &[&str]) -> bool {
    let line = rest[0];
    if begins_with(line, ENDS) {
        let is_prose = before.iter().all(|line| line.trim().is_empty());
        let is_long = line.len() > 60
            || rest
                .iter()
                .take_while(|line| !line.trim().is_empty())
                .map(|line| line.len())
                .sum::<usize>()
                > 80;
        let is_heading = line.len() < 60;
        return !is_prose && (is_long || is_heading && !line.trim_end().ends_with('?'));
    }
    is_list_footer(rest)
}

/// The line of underscores that Mailman puts above its footer, and Google's delimiter.
fn is_list_footer(rest: &[&str]) -> bool {
    let line = rest[0].trim();
    let is_rule = line.len() >= 20 && line.chars().all(|letter| letter == '_' || letter == '-');
    let next = || {
        rest.iter()
            .skip(1)
            .map(|line| line.trim().to_lowercase())
            .filter(|line| !line.is_empty())
            .take(3)
    };
    let speaks_of_list = |line: &String| {
        line.contains("mailing list")
            || line.contains("listinfo")
            || line.contains("mailing-list")
            || line.contains("unsubscribe")
    };
    let is_delimiter = line == "--" || line == "-- ";
    is_rule && next().any(|line| speaks_of_list(&line))
        || is_delimiter
            && next()
                .take(1)
                .any(|line| begins_with(&line, ENDS) || speaks_of_list(&line))
}

fn is_sent_from(line: &str) -> bool {
    line.len() < 90 && begins_with(line, SENT_FROM) && line.split_whitespace().count() <= 10
}

fn begins_with(line: &str, starts: &[&str]) -> bool {
    let line = line
        .trim_start_matches(|letter: char| letter.is_whitespace() || "*_-=#[(>".contains(letter));
    let head: String = line.chars().take(60).flat_map(char::to_lowercase).collect();
    starts
        .iter()
        .any(|start| head.starts_with(start.trim_start_matches('[')))
}
