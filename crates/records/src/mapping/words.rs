//! The words of column names, folded: English, German, French, Spanish, Italian, Dutch, Portuguese
//! and Polish, as Outlook, Google, LinkedIn, HubSpot, Pipedrive, Salesforce, Twenty, Apple and
//! Monica write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Field;

const FIELDS: [(Field, &str); 43] = [
    (
        Field::Id,
        "id|record id|contact id|person id|uid|uuid|external id|vid|identifier",
    ),
    (
        Field::Name,
        "name|full name|display name|contact name|contact|person name|person|file as|anzeigename|vollstandiger name|nom complet|nombre completo|nome completo|nome visualizzato|volledige naam|weergavenaam|naam|nazwa wyswietlana|imie i nazwisko",
    ),
    (
        Field::GivenName,
        "first name|given name|firstname|forename|vorname|prenom|nombre|nome proprio|primeiro nome|voornaam|imie|nom de pila",
    ),
    (
        Field::AdditionalName,
        "middle name|additional name|second name|weitere vornamen|zweiter vorname|deuxieme prenom|segundo nombre|secondo nome|middelste naam|tweede voornaam|segundo nome|drugie imie",
    ),
    (
        Field::FamilyName,
        "last name|family name|lastname|surname|nachname|familienname|nom|nom de famille|apellidos|apellido|cognome|achternaam|apelido|sobrenome|ultimo nome|nazwisko",
    ),
    (
        Field::Prefix,
        "prefix|name prefix|salutation|honorific prefix|anrede|tratamiento|tratamento|aanhef|voorvoegsel|civilite",
    ),
    (
        Field::Suffix,
        "suffix|name suffix|honorific suffix|namenssuffix|suffixe|sufijo|suffisso|achtervoegsel|sufixo|sufiks",
    ),
    (
        Field::Nickname,
        "nickname|nick name|nick|spitzname|surnom|apodo|soprannome|bijnaam|alcunha|pseudonim",
    ),
    (
        Field::Company,
        "company|organization|organisation|organization name|organisation name|company name|account name|associated company|employer|firma|unternehmen|societe|entreprise|empresa|organizacion|societa|azienda|bedrijf|bedrijfsnaam|empresa nome|organizacao|nazwa firmy",
    ),
    (
        Field::Title,
        "job title|job|title|position|role|organization title|jobtitle|job position|occupation|beruf|funktion|stelle|poste|fonction|puesto|cargo|posizione|mansione|functie|stanowisko|titre|titel|titulo|titolo|tytul",
    ),
    (
        Field::Department,
        "department|organization department|abteilung|service|departement|departamento|reparto|afdeling|dzial",
    ),
    (
        Field::EmployedSince,
        "employed since|start date|organization start date",
    ),
    (
        Field::EmployedUntil,
        "employed until|end date|organization end date",
    ),
    (
        Field::Email,
        "email|e mail|email address|e mail address|mail|e mail adresse|email adresse|mailadresse|adresse de messagerie|adresse e mail|adresse mail|courriel|correo electronico|direccion correo electronico|correo|indirizzo posta elettronica|posta elettronica|indirizzo e mail|indirizzo email|e mailadres|emailadres|endereco email|endereco e mail|endereco correio electronico|correio eletronico|adres e mail|adres email|adres poczty elektronicznej|additional email addresses|emails",
    ),
    (
        Field::Phone,
        "phone|phone number|telephone|telephone number|tel|cell|cell phone|mobile number|telefon|telefonnummer|rufnummer|mobiltelefon|handy|handynummer|telefone|telefono|telefoon|telefoonnummer|telephone number|numer telefonu|numero telephone|numero telefono|fax|fax number|telefax|telecopie|telecopieur|faks|pager|telex|isdn|ttytdd phone|tty tdd phone|car phone|radio phone|callback|cellulare|telemovel|celular|movil|portable|phones",
    ),
    (
        Field::Url,
        "url|website|web site|web page|website url|webseite|internetseite|homepage|page web|site web|pagina web|sitio web|sito web|webpagina|pagina da web|site|strona sieci web|strona www|strona internetowa|urls|blog",
    ),
    (
        Field::Street,
        "street|street address|address line 1|address 1|address street|strasse|rue|calle|via|straat|rua|ulica|adresse postale",
    ),
    (
        Field::ExtendedAddress,
        "extended address|address line 2|address 2|street 2|street address 2|street 3|strasse 2|rue 2|calle 2|via 2|rua 2|adres 2",
    ),
    (
        Field::PoBox,
        "po box|p o box|postfach|boite postale|apartado postal|casella postale|postbus|caixa postal|skrytka pocztowa",
    ),
    (
        Field::City,
        "city|town|locality|ort|stadt|wohnort|ville|ciudad|poblacion|citta|localita|plaats|woonplaats|cidade|miasto|miejscowosc",
    ),
    (
        Field::Region,
        "state|region|province|county|state region|state province|bundesland|dep region|departement region|provincia|estado|provincia o estado|provincie|distrito|wojewodztwo",
    ),
    (
        Field::PostalCode,
        "postal code|zip|zip code|postcode|post code|postleitzahl|plz|code postal|codigo postal|zip postal code|cap|cep|kod pocztowy",
    ),
    (
        Field::Country,
        "country|country region|land|land region|pays|pays region|pais|pais o region|pais regiao|paese|paese regione|nazione|kraj|kraj region|kraj lub region",
    ),
    (
        Field::Address,
        "address|adresse|anschrift|direccion|indirizzo|adres|endereco|morada|location|formatted|address formatted|postal address|postal address full combined",
    ),
    (
        Field::Birthday,
        "birthday|birth date|birthdate|birth day|date birth|born|bday|dob|geburtstag|geburtsdatum|date naissance|date anniversaire|cumpleanos|fecha nacimiento|compleanno|data nascita|verjaardag|geboortedatum|data nascimento|urodziny|data urodzenia",
    ),
    (
        Field::Anniversary,
        "anniversary|wedding anniversary|jahrestag|hochzeitstag|aniversario bodas|anniversario|speciale datum|rocznica",
    ),
    (
        Field::Relation,
        "spouse|children|manager name|manager s name|assistant name|assistant s name|manager|assistant|reports|reports to|referred|related person|partner|partner ehepartner|ehepartner|kinder|conjoint|enfants",
    ),
    (
        Field::Note,
        "notes|note|description|comment|comments|about|bio|notizen|anmerkungen|bemerkungen|remarques|notas|anotacoes|observaciones|notities|opmerkingen|notatki|uwagi",
    ),
    (
        Field::Tags,
        "tags|tag|labels|label|categories|category|group membership|groups|kategorien|kategorie|categorie|categorias|categorieen|keywords|schlusselworter|gruppen",
    ),
    (
        Field::Photo,
        "photo|photo url|picture|avatar|image|foto|avatar url",
    ),
    (Field::Connected, "connected on|verbunden am|connected"),
    (
        Field::UpdatedAt,
        "updated at|last modified date|last modified|update time|modified|modification date|last updated|last update",
    ),
    (
        Field::Ignored,
        "not imported because|e mail type|email type|e mail typ|type d adresse messagerie|tipo correo electronico|tipo posta elettronica|e mailtype|tipo email|typ adresu e mail",
    ),
    (
        Field::Handle,
        "linkedin|linkedin url|linkedin profile|linkedin bio|linkedin profile url|twitter|twitter username|twitter handle|x handle|facebook|instagram|skype|skype id|telegram|telegram username|whatsapp|github|mastodon|signal|im address|im",
    ),
    (Field::Conversation, "conversation id"),
    (Field::ConversationTitle, "conversation title"),
    (Field::Sender, "from|sender"),
    (Field::SenderUrl, "sender profile url"),
    (Field::Recipients, "to|recipients"),
    (Field::RecipientUrls, "recipient profile urls"),
    (Field::SentAt, "date|sent at"),
    (Field::Subject, "subject"),
    (Field::Text, "content|body|message"),
];

/// Words that say which of several: label and the words for it.
const LABELS: [(&str, &str); 9] = [
    (
        "work",
        "business|work|office|company|geschaftlich|dienstlich|arbeit|buro|bureau|professionnel|trabajo|oficina|uff|ufficio|lavoro|werk|werkadres|zakelijk|comercial|trabalho|sluzbowy|sluzbowa|sluzbowe|praca|organisation|organization",
    ),
    (
        "home",
        "home|personal|private|privat|domicile|personnel|particular|casa|ab|abitazione|thuis|huisadres|residencial|domowy|domowa|domowe|dom|prywatny",
    ),
    (
        "mobile",
        "mobile|cell|cellular|mobil|mobiltelefon|handy|handynummer|portable|movil|cellulare|mobiel|mobiele|telemovel|celular|komorkowy",
    ),
    ("fax", "fax|telefax|telecopie|telecopieur|faks"),
    (
        "main",
        "main|primary|haupt|principal|principale|hoofd|glowny",
    ),
    (
        "other",
        "other|alternate|secondary|weitere|weiteres|weiterer|andere|autre|otro|otra|altro|altra|overig|outro|outra|inny|inne|inna",
    ),
    ("pager", "pager|telemeldeur"),
    ("billing", "billing|shipping|invoice"),
    ("mailing", "mailing"),
];

/// Words that hold a name together and mean nothing.
const FILLERS: &str = "de|du|des|del|della|dell|da|do|dos|das|la|le|l|d|el|of|the|on|op|am|by|s|um|di|om|lub|person|contact|lead";

pub(super) static FIELD_OF: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let words = |(field, list): &(Field, &'static str)| {
        let field = *field;
        list.split('|')
            .map(move |name| (name, field))
            .collect::<Vec<_>>()
    };
    FIELDS.iter().flat_map(words).collect()
});

static LABEL_OF: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let words = |(label, list): &(&'static str, &'static str)| {
        let label = *label;
        list.split('|')
            .map(move |word| (word, label))
            .collect::<Vec<_>>()
    };
    LABELS.iter().flat_map(words).collect()
});

pub(super) fn label_of(word: &str) -> Option<&'static str> {
    LABEL_OF.get(word).copied()
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.split('|').any(|filler| filler == word)
}
