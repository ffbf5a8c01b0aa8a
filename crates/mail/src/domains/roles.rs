//! Addresses that are an office or a machine rather than a person.

/// Local parts, or words of them, that nobody is called by.
const OFFICES: &[&str] = &[
    "abo",
    "abuse",
    "accounting",
    "accounts",
    "accountspayable",
    "admin",
    "administracion",
    "administrator",
    "adm",
    "ads",
    "alerts",
    "anfrage",
    "ap",
    "ar",
    "api",
    "apply",
    "automailer",
    "backoffice",
    "bestellung",
    "bewerbung",
    "bewerbungen",
    "billing",
    "biuro",
    "bookings",
    "booking",
    "bot",
    "buchhaltung",
    "career",
    "careers",
    "clientservices",
    "comercial",
    "commercial",
    "communications",
    "community",
    "comms",
    "compliance",
    "compras",
    "confirmation",
    "contabilidad",
    "contact",
    "contactenos",
    "contacto",
    "contato",
    "contatto",
    "customercare",
    "customerservice",
    "customersuccess",
    "daemon",
    "datenschutz",
    "desk",
    "devops",
    "digest",
    "dmarc",
    "donotreply",
    "dpo",
    "einkauf",
    "editor",
    "editorial",
    "email",
    "enquiries",
    "enquiry",
    "events",
    "facturacion",
    "facturation",
    "faktura",
    "feedback",
    "finance",
    "fraud",
    "general",
    "hallo",
    "hello",
    "help",
    "helpdesk",
    "helpline",
    "hi",
    "hostmaster",
    "hr",
    "info",
    "infodesk",
    "information",
    "inquiries",
    "inquiry",
    "investors",
    "invoice",
    "invoices",
    "invoicing",
    "it",
    "itsupport",
    "jobs",
    "karriere",
    "kontakt",
    "kundenservice",
    "leads",
    "legal",
    "list",
    "listserv",
    "logistics",
    "mail",
    "mailer",
    "mailerdaemon",
    "mailing",
    "mailman",
    "majordomo",
    "marketing",
    "media",
    "members",
    "membership",
    "moderator",
    "news",
    "newsletter",
    "newsletters",
    "notice",
    "noc",
    "notification",
    "notifications",
    "notify",
    "office",
    "operations",
    "order",
    "orders",
    "partners",
    "partnerships",
    "payment",
    "payments",
    "payroll",
    "personal",
    "portal",
    "post",
    "poststelle",
    "postmaster",
    "pr",
    "presse",
    "press",
    "privacy",
    "procurement",
    "purchasing",
    "receipts",
    "receipt",
    "reception",
    "recrutement",
    "rechnung",
    "rechnungen",
    "recruiting",
    "recruitment",
    "registration",
    "registrar",
    "reminder",
    "replies",
    "reply",
    "reports",
    "reservas",
    "reservations",
    "rh",
    "root",
    "sales",
    "secretariat",
    "secretary",
    "security",
    "sekretariat",
    "seo",
    "server",
    "service",
    "services",
    "servicedesk",
    "shop",
    "sklep",
    "soporte",
    "spam",
    "staff",
    "statements",
    "status",
    "store",
    "subscribe",
    "subscriptions",
    "support",
    "suporte",
    "survey",
    "surveys",
    "sysadmin",
    "system",
    "talent",
    "team",
    "tech",
    "technik",
    "test",
    "ticket",
    "tickets",
    "training",
    "travel",
    "undisclosed",
    "unsubscribe",
    "update",
    "updates",
    "user",
    "usenet",
    "uucp",
    "ventas",
    "verification",
    "verify",
    "verkauf",
    "vendas",
    "vertrieb",
    "web",
    "webinar",
    "webmaster",
    "welcome",
    "www",
    "zamowienia",
];

/// Words that turn a compound local part into an office although the other word is a name's.
const STRONG: &[&str] = &[
    "abuse",
    "alerts",
    "billing",
    "careers",
    "customer",
    "daemon",
    "helpdesk",
    "info",
    "invoice",
    "invoices",
    "mailer",
    "marketing",
    "newsletter",
    "newsletters",
    "notification",
    "notifications",
    "notify",
    "orders",
    "postmaster",
    "receipts",
    "sales",
    "service",
    "services",
    "support",
    "team",
    "webmaster",
    "bounce",
    "bounces",
    "contact",
    "jobs",
    "kontakt",
];

/// Whether the address is an office's or a machine's: `info@`, `support@`, `noreply@`,
/// `sales-emea@`.
pub fn is_role_address(email: &str) -> bool {
    let local = local_part(email);
    if is_no_reply_address(email) || is_listed(&local) {
        return true;
    }
    let words: Vec<&str> = words(&local).collect();
    words.len() > 1
        && (words.iter().any(|word| STRONG.contains(word))
            || words.iter().all(|word| is_listed(word)))
}

/// Whether answers to the address reach nobody.
pub fn is_no_reply_address(email: &str) -> bool {
    let local = local_part(email);
    let compact: String = words(&local).collect();
    const MARKS: [&str; 11] = [
        "noreply",
        "donotreply",
        "dontreply",
        "noresponse",
        "nepasrepondre",
        "nichtantworten",
        "noresponder",
        "naoresponda",
        "bounce",
        "mailerdaemon",
        "unmonitored",
    ];
    MARKS.iter().any(|mark| compact.contains(mark))
}

fn is_listed(word: &str) -> bool {
    OFFICES.contains(&word.trim_end_matches(|letter: char| letter.is_ascii_digit()))
}

fn local_part(email: &str) -> String {
    let local = email.rsplit_once('@').map_or(email, |(local, _)| local);
    let plain = local
        .split('+')
        .next()
        .filter(|plain| !plain.is_empty())
        .unwrap_or(local);
    plain.trim().to_lowercase()
}

fn words(local: &str) -> impl Iterator<Item = &str> {
    local
        .split(['.', '-', '_', '='])
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_machines_are_roles() {
        for email in [
            "info@a.de",
            "Support@a.de",
            "no-reply@a.de",
            "noreply+x1@a.de",
            "sales-emea@a.de",
            "customer.service@a.de",
            "do_not_reply@a.de",
            "jobs2@a.de",
        ] {
            assert!(is_role_address(email), "{email}");
        }
    }

    #[test]
    fn people_are_not() {
        for email in [
            "jane@a.de",
            "jane.doe@a.de",
            "j.post@a.de",
            "will.page@a.de",
            "mail.jane@a.de",
            "art.sales-x@b.de",
        ] {
            assert_eq!(is_role_address(email), email.contains("sales"), "{email}");
        }
    }
}
