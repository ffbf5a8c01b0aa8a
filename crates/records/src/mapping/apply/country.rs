//! Numbers without a country's code are of the country where the contact lives or works.

use crate::mapping::phrase;
use crate::phone::{is_international, phone};
use crate::record::Contact;

/// Countries (ISO 3166) by the names that exports write, folded.
const COUNTRIES: &str = "\
AT=austria,osterreich,autriche,oostenrijk|AU=australia|BE=belgium,belgie,belgique,belgien|\
BR=brazil,brasil|CA=canada,kanada|CH=switzerland,schweiz,suisse,svizzera,suiza,suica,zwitserland,szwajcaria|\
CN=china|CZ=czech republic,czechia,cesko,tschechien|DE=germany,deutschland,allemagne,alemania,germania,alemanha,duitsland,niemcy|\
DK=denmark,danmark,danemark|ES=spain,espana,spanien,espagne,spagna,espanha,spanje,hiszpania|FI=finland,suomi|\
FR=france,frankreich,francia,franca,frankrijk,francja|\
GB=united kingdom,uk,great britain,england,scotland,wales,northern ireland,vereinigtes konigreich,grossbritannien,\
royaume uni,grande bretagne,reino unido,regno unito,verenigd koninkrijk,wielka brytania|\
GR=greece|HU=hungary,magyarorszag|IE=ireland|IL=israel|IN=india|IT=italy,italia,italien,italie,wlochy|JP=japan|\
KR=korea,south korea|LU=luxembourg|MX=mexico|NG=nigeria|NL=netherlands,the netherlands,nederland,niederlande,pays bas,paises bajos,paesi bassi,holandia|\
NO=norway,norge|NZ=new zealand|PL=poland,polska,polen,pologne,polonia|PT=portugal|RO=romania|SE=sweden,sverige,schweden|\
TR=turkey,turkiye|UA=ukraine|US=united states,united states of america,usa,u s a,vereinigte staaten,etats unis,estados unidos,stati uniti,verenigde staten,stany zjednoczone|ZA=south africa";

pub(super) fn code(country: &str) -> Option<String> {
    let name = phrase(country);
    if name.len() == 2 && name != "uk" {
        return Some(name.to_uppercase());
    }
    let mut pairs = COUNTRIES.split('|').filter_map(|pair| pair.split_once('='));
    let found = pairs.find(|(_, names)| names.split(',').any(|other| other == name))?;
    Some(found.0.to_owned())
}

/// Reads the numbers again, the countries of the addresses tried before `regions`.
pub(super) fn number_by_address(contact: &mut Contact, regions: &[String]) {
    let countries = contact
        .addresses
        .iter()
        .filter_map(|address| code(address.country.as_deref()?));
    let countries: Vec<String> = countries.chain(regions.iter().cloned()).collect();
    if countries.len() > regions.len() {
        let national = contact.phones.iter_mut();
        for number in national.filter(|number| !is_international(&number.raw)) {
            *number = phone(&number.raw, number.label.take(), &countries);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Address;

    #[test]
    fn the_address_says_whose_number_it_is() {
        let country = Some("USA".to_owned());
        let mut contact = Contact {
            addresses: vec![Address {
                country,
                ..Address::default()
            }],
            phones: vec![phone("(510) 555-0111", None, &["DE".to_owned()])],
            ..Contact::default()
        };
        number_by_address(&mut contact, &["DE".to_owned()]);
        assert_eq!(contact.phones[0].e164.as_deref(), Some("+15105550111"));
        assert_eq!(code("de").as_deref(), Some("DE"));
        assert_eq!(code("Elbonia"), None);
    }
}
