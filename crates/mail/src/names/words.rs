//! Words that tell people from companies, offices and programs.

const TITLES: &[&str] = &[
    "dr",
    "prof",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "fr",
    "hon",
    "herr",
    "frau",
    "hr",
    "dipl-ing",
    "dipl",
    "ing",
    "mag",
    "med",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "sr",
    "sra",
    "srta",
    "don",
    "doña",
    "dott",
    "dott.ssa",
    "dottssa",
    "avv",
    "arch",
    "geom",
    "rag",
    "sig",
    "sig.ra",
    "mgr",
    "inż",
    "pan",
    "pani",
    "dhr",
    "mevr",
    "mw",
    "drs",
    "ir",
    "mr.dr",
    "prof.dr",
    "prof.dr.",
    "m",
    "me",
    "eng",
    "engº",
    "adv",
    "capt",
    "col",
    "lt",
    "sgt",
    "господин",
    "г-н",
    "г-жа",
    "dra",
    "dr.ª",
    "drª",
    "dra.",
];

const CREDENTIALS: &[&str] = &[
    "phd",
    "md",
    "mba",
    "emba",
    "cfa",
    "cpa",
    "pmp",
    "esq",
    "jd",
    "llm",
    "llb",
    "msc",
    "bsc",
    "ma",
    "ba",
    "bs",
    "ms",
    "meng",
    "beng",
    "mph",
    "rn",
    "dds",
    "dvm",
    "frcs",
    "facs",
    "cissp",
    "cisa",
    "cism",
    "csm",
    "cspo",
    "shrm-cp",
    "shrm-scp",
    "sphr",
    "phr",
    "pe",
    "aia",
    "leed",
    "ap",
    "cfp",
    "chfc",
    "clu",
    "acca",
    "aca",
    "fca",
    "mrics",
    "frics",
    "mcips",
    "fcips",
    "dipl-ing",
    "mpa",
    "edd",
    "psyd",
    "lcsw",
    "jr",
    "sr",
    "ii",
    "iii",
    "iv",
    "obe",
    "mbe",
    "cbe",
    "kc",
    "qc",
    "dphil",
    "dba",
    "mbbs",
    "cisc",
    "citp",
    "ceng",
    "mciob",
    "riba",
    "bcom",
    "btech",
    "mtech",
    "ca",
    "cma",
    "cia",
    "cipp",
    "cipp/e",
    "rpa",
    "gphr",
    "itil",
    "cbap",
    "frsa",
    "he/him",
    "she/her",
    "they/them",
    "he",
    "she",
    "m.a",
    "b.a",
    "m.sc",
    "b.sc",
    "ll.m",
    "ll.b",
    "gri",
    "crs",
    "abr",
    "ccim",
    "sres",
    "sior",
    "cpm",
    "phrca",
    "cphr",
    "pcc",
    "acc",
    "mcc",
    "icf",
    "lmft",
    "lpc",
    "lmhc",
    "bcba",
    "pa-c",
    "np",
    "aprn",
    "fnp-bc",
    "dpt",
    "otr/l",
    "cfe",
    "ea",
    "cgma",
    "cipd",
    "mcipd",
    "fcipd",
    "frs",
    "freng",
    "mphil",
    "mres",
    "dsc",
    "dr.-ing",
    "m.a.",
    "msw",
    "mfa",
    "bfa",
    "bba",
    "mca",
    "bca",
    "cscs",
    "rdn",
    "rd",
    "togaf",
    "prince2",
    "pgmp",
    "pmi-acp",
    "asa",
    "fsa",
    "cera",
];

const COMPANY: &[&str] = &[
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "plc",
    "corp",
    "corporation",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "ohg",
    "gbr",
    "ug",
    "kgaa",
    "ev",
    "eg",
    "sa",
    "sas",
    "sarl",
    "eurl",
    "sasu",
    "sl",
    "slu",
    "srl",
    "spa",
    "sca",
    "snc",
    "bv",
    "nv",
    "vof",
    "oy",
    "oyj",
    "ab",
    "as",
    "asa",
    "aps",
    "a/s",
    "zoo",
    "sp",
    "z.o.o",
    "kft",
    "zrt",
    "sro",
    "doo",
    "pty",
    "pte",
    "pvt",
    "sdn",
    "bhd",
    "kk",
    "co",
    "company",
    "group",
    "gruppe",
    "groupe",
    "gruppo",
    "grupo",
    "holding",
    "holdings",
    "technologies",
    "technology",
    "solutions",
    "systems",
    "software",
    "consulting",
    "partners",
    "ventures",
    "capital",
    "studio",
    "studios",
    "labs",
    "agency",
    "foundation",
    "stiftung",
    "verein",
    "university",
    "universität",
    "institute",
    "institut",
    "bank",
    "insurance",
    "versicherung",
    "hotel",
    "restaurant",
    "media",
    "magazine",
    "association",
    "society",
    "ооо",
    "зао",
    "оао",
    "ао",
    "пао",
    "ип",
    "株式会社",
    "有限会社",
    "有限公司",
    "公司",
];

const ROLE: &[&str] = &[
    "support",
    "team",
    "newsletter",
    "newsletters",
    "notification",
    "notifications",
    "notifier",
    "info",
    "sales",
    "billing",
    "news",
    "service",
    "services",
    "noreply",
    "no-reply",
    "no_reply",
    "donotreply",
    "do-not-reply",
    "customer",
    "kundenservice",
    "kundendienst",
    "helpdesk",
    "help",
    "desk",
    "admin",
    "administrator",
    "webmaster",
    "postmaster",
    "mailer-daemon",
    "mailer",
    "daemon",
    "subsystem",
    "calendar",
    "kalender",
    "alerts",
    "alert",
    "updates",
    "update",
    "digest",
    "daily",
    "weekly",
    "monthly",
    "account",
    "accounts",
    "accounting",
    "buchhaltung",
    "rechnung",
    "marketing",
    "careers",
    "jobs",
    "recruiting",
    "recruitment",
    "security",
    "system",
    "bot",
    "automatic",
    "automated",
    "reply",
    "orders",
    "order",
    "shop",
    "store",
    "online",
    "events",
    "event",
    "webinar",
    "webinars",
    "conference",
    "community",
    "forum",
    "list",
    "reception",
    "office",
    "büro",
    "sekretariat",
    "vertrieb",
    "einkauf",
    "equipo",
    "équipe",
    "equipe",
    "servicio",
    "servizio",
    "soporte",
    "suporte",
    "assistance",
    "служба",
    "поддержка",
    "команда",
    "редакция",
    "the",
    "your",
    "app",
    "cloud",
    "express",
    "payments",
    "invoice",
    "invoices",
    "invoicing",
    "survey",
    "feedback",
    "membership",
    "registration",
    "reservations",
    "rewards",
    "press",
    "presse",
    "department",
    "abteilung",
    "dept",
    "hr",
    "it",
    "and",
    "und",
    "et",
    "for",
    "hello",
    "hi",
    "contact",
    "kontakt",
    "contacto",
    "事務局",
    "担当",
    "客服",
    "团队",
];

pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&fold(word).as_str())
}

/// Titles that are also names (`Sr Kim`, `Don Smith`) when nothing else stands before the family name.
pub(super) fn may_be_given(word: &str) -> bool {
    !word.ends_with('.')
        && matches!(
            fold(word).as_str(),
            "sr" | "don"
                | "me"
                | "m"
                | "mag"
                | "ing"
                | "arch"
                | "pan"
                | "ir"
                | "col"
                | "med"
                | "eng"
                | "adv"
                | "fr"
                | "hon"
                | "rag"
                | "sig"
        )
}

/// Letters behind a name. Written in mixed case (`Ed Pe`) they are a name.
pub(crate) fn is_credential(word: &str) -> bool {
    let bare = word
        .trim_end_matches(['.', ',', ')'])
        .trim_start_matches('(');
    let is_known = CREDENTIALS.contains(&fold(bare).as_str())
        || CREDENTIALS.contains(&bare.to_lowercase().as_str());
    let is_name_like = {
        let mut letters = bare.chars();
        bare.chars().count() <= 3
            && letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(char::is_lowercase)
            && !matches!(bare, "Jr" | "Sr" | "Esq" | "Phd" | "Mba")
    };
    is_known && !is_name_like
}

pub(crate) fn is_company_word(word: &str) -> bool {
    let word = fold(word);
    COMPANY.contains(&word.as_str())
}

pub(crate) fn is_role_word(word: &str) -> bool {
    let word = fold(word);
    ROLE.contains(&word.as_str())
}

/// Whether a cleaned name could be a person's: two to five words of letters, none of which
/// belongs to companies or offices.
pub(super) fn is_personal(name: &str) -> bool {
    let words: Vec<&str> = name
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let is_foreign =
        |letter: char| letter.is_ascii_digit() || "/\\@#&+=*!?:;<>|%$€_".contains(letter);
    if words.is_empty() || words.len() > 6 || name.chars().count() > 60 || name.contains(is_foreign)
    {
        return false;
    }
    let has_letters = words
        .iter()
        .all(|word| word.chars().any(char::is_alphabetic));
    let is_office = words.iter().any(|word| is_role_word(word));
    let is_company = words
        .iter()
        .skip(1)
        .any(|word| is_company_word(word) && !may_be_family(word));
    let has_dot_inside = words.iter().any(|word| is_domain_like(word));
    has_letters && !is_office && !is_company && !has_dot_inside
}

/// `acme.com`, but not `J.R.` or `St.John`.
fn is_domain_like(word: &str) -> bool {
    match word.trim_end_matches('.').rsplit_once('.') {
        Some((before, last)) => {
            before.chars().count() > 2 && last.len() >= 2 && last.chars().all(char::is_lowercase)
        }
        None => false,
    }
}

/// Company words that are family names when written as one (`Sa`, `Lab` are; `SA`, `LLC` are not).
fn may_be_family(word: &str) -> bool {
    let mut letters = word.chars();
    let is_mixed = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(char::is_lowercase);
    is_mixed
        && matches!(
            fold(word).as_str(),
            "sa" | "as"
                | "ab"
                | "ag"
                | "sp"
                | "bank"
                | "co"
                | "ev"
                | "sl"
                | "spa"
                | "lp"
                | "kg"
                | "capital"
        )
}

fn fold(word: &str) -> String {
    let word = word
        .trim_matches(|letter: char| ".,;:()".contains(letter))
        .to_lowercase();
    if word.matches('.').count() > 0 {
        word.replace('.', "")
    } else {
        word
    }
}
