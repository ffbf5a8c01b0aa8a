use super::*;

fn sender(text: &str) -> Address {
    Address::parse(text).unwrap()
}

#[test]
fn a_usual_block_is_read() {
    let block = "Jane Doe\nHead of Sales\nAcme GmbH\nTorstraße 1, 10115 Berlin\nTel.: +49 30 1234567 | Fax: +49 30 1234568\nMobil: 0170 1234567\njane@acme.de | www.acme.de\nlinkedin.com/in/janedoe";
    let found = read(block, Some(&sender("Jane Doe <jane@acme.de>")));
    assert_eq!(found.name.as_deref(), Some("Jane Doe"));
    assert_eq!(found.title.as_deref(), Some("Head of Sales"));
    assert_eq!(found.company.as_deref(), Some("Acme GmbH"));
    assert_eq!(found.location.as_deref(), Some("Torstraße 1, 10115 Berlin"));
    let phones: Vec<_> = found
        .phones
        .iter()
        .map(|phone| (phone.e164.as_deref().unwrap(), phone.kind))
        .collect();
    assert_eq!(
        phones,
        [
            ("+49301234567", PhoneKind::Work),
            ("+49301234568", PhoneKind::Fax),
            ("+491701234567", PhoneKind::Mobile)
        ]
    );
    assert_eq!(found.urls, ["www.acme.de"]);
    assert_eq!(
        found.linkedin.as_deref(),
        Some("https://www.linkedin.com/in/janedoe")
    );
}

#[test]
fn a_block_of_somebody_else_gives_nothing() {
    let found = read(
        "John Smith\nCEO\nOther Inc.\n+1 415 555 0100",
        Some(&sender("Jane Doe <jane@acme.de>")),
    );
    assert_eq!(found.name.as_deref(), Some("Jane Doe"));
    assert!(found.phones.is_empty() && found.title.is_none());
}

#[test]
fn blocks_are_found_by_delimiter_closing_and_data() {
    let from = sender("Jane Doe <jane@acme.de>");
    for (text, expected) in [
        ("Hi Joe\n\n-- \nJane Doe\nCEO", "Jane Doe\nCEO"),
        ("Hi Joe\n\nBest regards,\nJane Doe\nCEO", "Jane Doe\nCEO"),
        (
            "Hi Joe\nsee you there.\n\nJane Doe\nAcme GmbH\n+49 30 1234567",
            "Jane Doe\nAcme GmbH\n+49 30 1234567",
        ),
        ("Hi Joe\n\nViele Grüße\nJane\n\nP.S. Bring cake", "Jane"),
        ("Hi Joe\n\nCheers, Jane", "Jane"),
    ] {
        assert_eq!(
            locate(text, Some(&from)).as_deref(),
            Some(expected),
            "{text}"
        );
    }
    assert_eq!(
        locate(
            "Can you call me tomorrow?\nThe contract is ready.",
            Some(&from)
        ),
        None
    );
}

#[test]
fn what_was_misread_in_strangers_signatures() {
    for (from, block, name, title, company) in [
        (
            "Soo-jin Baek <sj.baek@hanson.example>",
            "S.J. Baek\nDeputy General Manager\nHanson Logis Co., Ltd.",
            "Soo-jin Baek",
            "Deputy General Manager",
            "Hanson Logis Co., Ltd.",
        ),
        (
            "Brendan Kerr <bkerr@mayocoop.ie>",
            "Brendan Kerr B.Agr.Sc.\nAgri Advisor | Mayo Coop\nSpencer Street, Castlebar, Co. Mayo",
            "Brendan Kerr",
            "Agri Advisor",
            "Mayo Coop",
        ),
        (
            "Denis Orlov <orlov@sibtrans.ru>",
            "Денис Орлов\nМенеджер по логистике, Сибтранс\nр.т. 8 (383) 345-67-89, доб. 214",
            "Денис Орлов",
            "Менеджер по логистике",
            "Сибтранс",
        ),
        (
            "Lucille Fram <lfram@northshoremed.ca>",
            "Lucille Fram, RN\nClinical Nurse Educator, Surgical Services\nNorth Shore Medical Centre",
            "Lucille Fram",
            "Clinical Nurse Educator",
            "North Shore Medical Centre",
        ),
        (
            "Marcus Vander <mvander@cityofelmhurst.gov>",
            "Marcus Vander\nFire Marshal\nElmhurst Fire Department",
            "Marcus Vander",
            "Fire Marshal",
            "Elmhurst Fire Department",
        ),
        (
            "Simon Hargreaves <simon@water.example>",
            "Simon Hargreaves\nCatchment Officer\nPennine Water Authority, Quay House, Salford Road, Manchester M3 7DX",
            "Simon Hargreaves",
            "Catchment Officer",
            "Pennine Water Authority",
        ),
        (
            "Pier Zanetti <p.zanetti@meccanica2000.it>",
            "Pier Zanetti\nProgettista\nMeccanica 2000 S.p.A.\nVia Emilia 120, 42124 Reggio Emilia",
            "Pier Zanetti",
            "Progettista",
            "Meccanica 2000 S.p.A.",
        ),
        (
            "Tsubasa Kitagawa <kitagawa@sorafilm.jp>",
            "合同会社ソラフィルム\n代表取締役 北川 翼 / Tsubasa Kitagawa",
            "Tsubasa Kitagawa",
            "代表取締役",
            "合同会社ソラフィルム",
        ),
        (
            "Paul Nakagawa <pn@cascadia.example>",
            "Paul Nakagawa\nHarbor Master, Port of Cascadia",
            "Paul Nakagawa",
            "Harbor Master",
            "Port of Cascadia",
        ),
        (
            "Henrike Tölle <toelle@biohof-heide.de>",
            "Grüße vom Hof\nHenrike Tölle\nHofladen und Vermarktung\nBiohof Heide",
            "Henrike Tölle",
            "Hofladen und Vermarktung",
            "Biohof Heide",
        ),
        (
            "Игорь Белов <belov@uvr.example>",
            "Игорь Белов\nМастер участка\nАО «Уралвагонремонт», г. Нижний Тагил",
            "Игорь Белов",
            "Мастер участка",
            "АО «Уралвагонремонт»",
        ),
        (
            "Renske <renske@oatfieldapp.com>",
            "Renske\nCustomer Happiness, Oatfield",
            "Renske",
            "Customer Happiness",
            "Oatfield",
        ),
    ] {
        let found = read(block, Some(&sender(from)));
        let read = [found.name, found.title, found.company];
        assert_eq!(
            read.each_ref().map(Option::as_deref),
            [Some(name), Some(title), Some(company)],
            "{block}"
        );
    }
}

#[test]
fn numbers_that_only_look_like_telephones() {
    for (from, block, expected) in [
        (
            "Ada Claes <ada@claes.be>",
            "Ada Claes\nTél +32 4 223 45 67\nBE 0456.789.123",
            vec![("+3242234567", PhoneKind::Work)],
        ),
        (
            "Eva Castan <eva@castan.fr>",
            "Eva Castan\nT. 05 61 44 55 66\nP. 06 22 11 33 44",
            vec![
                ("+33561445566", PhoneKind::Work),
                ("+33622113344", PhoneKind::Mobile),
            ],
        ),
    ] {
        let found = read(block, Some(&sender(from)));
        let phones: Vec<_> = found
            .phones
            .iter()
            .filter_map(|phone| Some((phone.e164.as_deref()?, phone.kind)))
            .collect();
        assert_eq!(phones, expected, "{block}");
    }
}
