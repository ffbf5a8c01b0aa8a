//! Windows names of time zones and the IANA zone of their main place (Unicode CLDR, windowsZones).

const ZONES: &str = "\
UTC=Etc/UTC|Coordinated Universal Time=Etc/UTC|tzone://Microsoft/Utc=Etc/UTC|\
GMT Standard Time=Europe/London|Greenwich Standard Time=Atlantic/Reykjavik|\
W. Europe Standard Time=Europe/Berlin|Central Europe Standard Time=Europe/Budapest|\
Central European Standard Time=Europe/Warsaw|Romance Standard Time=Europe/Paris|\
W. Central Africa Standard Time=Africa/Lagos|GTB Standard Time=Europe/Bucharest|\
FLE Standard Time=Europe/Kiev|E. Europe Standard Time=Europe/Chisinau|\
Kaliningrad Standard Time=Europe/Kaliningrad|Russian Standard Time=Europe/Moscow|\
Belarus Standard Time=Europe/Minsk|Turkey Standard Time=Europe/Istanbul|\
Israel Standard Time=Asia/Jerusalem|Egypt Standard Time=Africa/Cairo|\
South Africa Standard Time=Africa/Johannesburg|E. Africa Standard Time=Africa/Nairobi|\
Morocco Standard Time=Africa/Casablanca|Libya Standard Time=Africa/Tripoli|\
Namibia Standard Time=Africa/Windhoek|Sudan Standard Time=Africa/Khartoum|\
Middle East Standard Time=Asia/Beirut|Syria Standard Time=Asia/Damascus|\
Jordan Standard Time=Asia/Amman|Arab Standard Time=Asia/Riyadh|Arabic Standard Time=Asia/Baghdad|\
Arabian Standard Time=Asia/Dubai|Iran Standard Time=Asia/Tehran|\
Azerbaijan Standard Time=Asia/Baku|Georgian Standard Time=Asia/Tbilisi|\
Caucasus Standard Time=Asia/Yerevan|Mauritius Standard Time=Indian/Mauritius|\
Russia Time Zone 3=Europe/Samara|Saratov Standard Time=Europe/Saratov|\
Volgograd Standard Time=Europe/Volgograd|Afghanistan Standard Time=Asia/Kabul|\
West Asia Standard Time=Asia/Tashkent|Ekaterinburg Standard Time=Asia/Yekaterinburg|\
Pakistan Standard Time=Asia/Karachi|Qyzylorda Standard Time=Asia/Qyzylorda|\
India Standard Time=Asia/Kolkata|Sri Lanka Standard Time=Asia/Colombo|\
Nepal Standard Time=Asia/Kathmandu|Central Asia Standard Time=Asia/Bishkek|\
Bangladesh Standard Time=Asia/Dhaka|Omsk Standard Time=Asia/Omsk|\
Myanmar Standard Time=Asia/Yangon|SE Asia Standard Time=Asia/Bangkok|\
N. Central Asia Standard Time=Asia/Novosibirsk|North Asia Standard Time=Asia/Krasnoyarsk|\
Altai Standard Time=Asia/Barnaul|Tomsk Standard Time=Asia/Tomsk|W. Mongolia Standard Time=Asia/Hovd|\
China Standard Time=Asia/Shanghai|North Asia East Standard Time=Asia/Irkutsk|\
Singapore Standard Time=Asia/Singapore|W. Australia Standard Time=Australia/Perth|\
Taipei Standard Time=Asia/Taipei|Ulaanbaatar Standard Time=Asia/Ulaanbaatar|\
Tokyo Standard Time=Asia/Tokyo|Korea Standard Time=Asia/Seoul|\
North Korea Standard Time=Asia/Pyongyang|Yakutsk Standard Time=Asia/Yakutsk|\
Aus Central W. Standard Time=Australia/Eucla|Cen. Australia Standard Time=Australia/Adelaide|\
AUS Central Standard Time=Australia/Darwin|E. Australia Standard Time=Australia/Brisbane|\
AUS Eastern Standard Time=Australia/Sydney|Tasmania Standard Time=Australia/Hobart|\
West Pacific Standard Time=Pacific/Port_Moresby|Vladivostok Standard Time=Asia/Vladivostok|\
Lord Howe Standard Time=Australia/Lord_Howe|Magadan Standard Time=Asia/Magadan|\
Bougainville Standard Time=Pacific/Bougainville|Norfolk Standard Time=Pacific/Norfolk|\
Sakhalin Standard Time=Asia/Sakhalin|Central Pacific Standard Time=Pacific/Guadalcanal|\
Russia Time Zone 10=Asia/Srednekolymsk|Russia Time Zone 11=Asia/Kamchatka|\
New Zealand Standard Time=Pacific/Auckland|UTC+12=Etc/GMT-12|Fiji Standard Time=Pacific/Fiji|\
Chatham Islands Standard Time=Pacific/Chatham|Tonga Standard Time=Pacific/Tongatapu|\
UTC+13=Etc/GMT-13|Samoa Standard Time=Pacific/Apia|Line Islands Standard Time=Pacific/Kiritimati|\
Azores Standard Time=Atlantic/Azores|Cape Verde Standard Time=Atlantic/Cape_Verde|\
UTC-02=Etc/GMT+2|Greenland Standard Time=America/Nuuk|Montevideo Standard Time=America/Montevideo|\
E. South America Standard Time=America/Sao_Paulo|Argentina Standard Time=America/Argentina/Buenos_Aires|\
SA Eastern Standard Time=America/Cayenne|Bahia Standard Time=America/Bahia|\
Magallanes Standard Time=America/Punta_Arenas|Tocantins Standard Time=America/Araguaina|\
Saint Pierre Standard Time=America/Miquelon|Newfoundland Standard Time=America/St_Johns|\
Atlantic Standard Time=America/Halifax|Paraguay Standard Time=America/Asuncion|\
Central Brazilian Standard Time=America/Cuiaba|SA Western Standard Time=America/La_Paz|\
Pacific SA Standard Time=America/Santiago|Venezuela Standard Time=America/Caracas|\
Turks And Caicos Standard Time=America/Grand_Turk|Eastern Standard Time=America/New_York|\
US Eastern Standard Time=America/Indiana/Indianapolis|SA Pacific Standard Time=America/Bogota|\
Eastern Standard Time (Mexico)=America/Cancun|Haiti Standard Time=America/Port-au-Prince|\
Cuba Standard Time=America/Havana|Central Standard Time=America/Chicago|\
Central America Standard Time=America/Guatemala|Central Standard Time (Mexico)=America/Mexico_City|\
Canada Central Standard Time=America/Regina|Easter Island Standard Time=Pacific/Easter|\
Mountain Standard Time=America/Denver|US Mountain Standard Time=America/Phoenix|\
Mountain Standard Time (Mexico)=America/Mazatlan|Yukon Standard Time=America/Whitehorse|\
Pacific Standard Time=America/Los_Angeles|Pacific Standard Time (Mexico)=America/Tijuana|\
UTC-08=Etc/GMT+8|Alaskan Standard Time=America/Anchorage|UTC-09=Etc/GMT+9|\
Marquesas Standard Time=Pacific/Marquesas|Hawaiian Standard Time=Pacific/Honolulu|\
Aleutian Standard Time=America/Adak|UTC-11=Etc/GMT+11|Dateline Standard Time=Etc/GMT+12";

pub(super) fn zone(name: &str) -> Option<&'static str> {
    let pairs = ZONES.split('|').filter_map(|pair| pair.rsplit_once('='));
    let mut same = pairs.filter(|(windows, _)| windows.eq_ignore_ascii_case(name));
    same.next().map(|(_, iana)| iana)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_exists() {
        for pair in ZONES.split('|') {
            let (windows, iana) = pair.rsplit_once('=').unwrap_or_default();
            assert!(iana.parse::<chrono_tz::Tz>().is_ok(), "{pair}");
            assert_eq!(zone(windows), Some(iana));
        }
    }
}
