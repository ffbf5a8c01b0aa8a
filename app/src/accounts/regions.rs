//! The country in which somebody's numbers are written without their code, by the time
//! zone in which they live.

use chrono_tz::Tz;

use crate::{context::Scope, error::Result};

/// Zones of countries with one dialling code, by the last part of their names.
const COUNTRIES: &str = "Berlin DE|Busingen DE|Vienna AT|Zurich CH|Paris FR|Brussels BE|Amsterdam NL|\
    Luxembourg LU|London GB|Dublin IE|Madrid ES|Canary ES|Lisbon PT|Rome IT|Copenhagen DK|Oslo NO|\
    Stockholm SE|Helsinki FI|Warsaw PL|Prague CZ|Bratislava SK|Budapest HU|Bucharest RO|Sofia BG|\
    Athens GR|Zagreb HR|Ljubljana SI|Belgrade RS|Vilnius LT|Riga LV|Tallinn EE|Kyiv UA|Kiev UA|\
    Istanbul TR|Moscow RU|Reykjavik IS|New_York US|Chicago US|Denver US|Los_Angeles US|Phoenix US|\
    Anchorage US|Honolulu US|Detroit US|Toronto CA|Vancouver CA|Montreal CA|Edmonton CA|Halifax CA|\
    Winnipeg CA|Mexico_City MX|Sao_Paulo BR|Buenos_Aires AR|Santiago CL|Bogota CO|Lima PE|Tokyo JP|\
    Seoul KR|Shanghai CN|Hong_Kong HK|Taipei TW|Singapore SG|Kolkata IN|Calcutta IN|Jakarta ID|\
    Bangkok TH|Manila PH|Karachi PK|Dhaka BD|Dubai AE|Riyadh SA|Jerusalem IL|Cairo EG|Lagos NG|\
    Nairobi KE|Johannesburg ZA|Casablanca MA|Sydney AU|Melbourne AU|Brisbane AU|Perth AU|Adelaide AU|\
    Auckland NZ";

pub fn regions_of(zone: Tz) -> Vec<String> {
    let place = zone.name().rsplit('/').next().unwrap_or_default();
    let found = COUNTRIES
        .split('|')
        .filter_map(|entry| entry.trim().split_once(' '))
        .find(|(known, _)| *known == place);
    found
        .map(|(_, country)| country.to_owned())
        .into_iter()
        .collect()
}

/// Of the one who acts.
pub async fn own_regions(scope: &mut Scope) -> Result<Vec<String>> {
    let actor = scope.actor;
    let zone = sqlx::query_scalar!("select zone from users where id = $1", actor)
        .fetch_optional(scope.db())
        .await?;
    Ok(zone
        .and_then(|zone| zone.parse().ok())
        .map_or_else(Vec::new, regions_of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_tells_the_country() {
        assert_eq!(regions_of(Tz::Europe__Berlin), ["DE"]);
        assert_eq!(regions_of(Tz::America__Argentina__Buenos_Aires), ["AR"]);
        assert_eq!(regions_of(Tz::America__Los_Angeles), ["US"]);
        assert!(regions_of(Tz::UTC).is_empty());
    }
}
