use super::*;

#[tokio::test]
async fn every_products_table_goes_in_and_again_is_known() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    for (name, kind, origin, stored, failed) in [
        ("google-new.csv", "csv", "google", 1, 0),
        ("google-old.csv", "csv", "google", 2, 1),
        ("linkedin-connections.csv", "csv", "linkedin", 2, 1),
        ("hubspot.csv", "csv", "hubspot", 2, 0),
        ("outlook-de.csv", "csv", "outlook", 1, 0),
        ("cards.vcf", "vcard", "vcard", 4, 2),
        ("thunderbird.ldif", "ldif", "ldif", 2, 1),
    ] {
        let first = import_bytes(&app, &ada, name, &sample(name)).await;
        assert_eq!(
            (first.state.as_str(), first.kind.as_str()),
            ("done", kind),
            "{name}: {:?}",
            first.error
        );
        assert_eq!(first.listed, sum(&first), "{name}");
        assert_eq!(
            (first.stored, first.failed.values().sum::<i32>()),
            (stored, failed),
            "{name}"
        );
        let count = format!(
            "select count(*) from source_records where import_id = '{}' and origin = '{origin}'",
            first.import_id
        );
        assert_eq!(
            rows(&app, &ada, &count).await,
            [json!({ "count": stored })],
            "{name}"
        );
        let again = import_bytes(&app, &ada, name, &sample(name)).await;
        assert_eq!(
            (again.stored, again.known, again.contacts_created),
            (0, stored, 0),
            "{name}"
        );
        assert_eq!(again.listed, sum(&again), "{name}");
    }
}

#[tokio::test]
async fn a_row_becomes_a_contact_with_all_that_it_says() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    import_bytes(&app, &ada, "google-new.csv", &sample("google-new.csv")).await;
    assert_eq!(
        people(&app, &ada).await,
        [json!({
            "name": "Amara Okafor",
            "email": "amara.okafor@lagoon.example",
            "title": "Chief Engineer",
            "company": "Lagoon Labs",
            "birthday": "1988-11-02",
            "points": [
                "12 Marina Road, 101241 Lagos, Nigeria",
                "2019-01-07",
                "amara.okafor@lagoon.example",
                "+2348031234567",
                "https://lagoon.example",
            ],
        })]
    );
    let kept = rows(
        &app,
        &ada,
        "select fields, raw from source_records where origin = 'google'",
    )
    .await;
    let fields = &kept[0]["fields"];
    assert_eq!(fields["addresses"][0]["city"], "Lagos");
    assert_eq!(fields["relations"][0]["value"], "Ngozi");
    assert_eq!(fields["custom"]["Coffee"], json!(["black"]));
    assert_eq!(fields["phones"][0]["raw"], "+234 803 123 4567");
    assert_eq!(kept[0]["raw"]["Address 1 - Street"], "12 Marina Road");
}

#[tokio::test]
async fn a_record_is_the_contact_of_its_address_or_of_number_and_name() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    app.import(&ada, &[Mail::new("1", 30, ME, "Bo Lind <bo@lind.example>")])
        .await;
    let table = "Name,Email,Phone\n\
        Bo Lind,bo@lind.example,+49 30 1234567\n\
        \"Lind, Bo\",,+49 30 1234567\n\
        Ida Lind,,+49 30 1234567\n\
        Info,info@lind.example,\n\
        Ada Berg,ada@kith.example,\n";
    let report = import_bytes(&app, &ada, "people.csv", table.as_bytes()).await;
    assert_eq!(
        (
            report.stored,
            report.contacts_created,
            report.contacts_updated
        ),
        (5, 2, 1)
    );
    let names: Vec<Value> = people(&app, &ada)
        .await
        .into_iter()
        .map(|row| row["name"].clone())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.contains(&json!("Ida Lind")) && names.contains(&json!("Info")));
    let rules = rows(
        &app,
        &ada,
        "select distinct kind, rule_version from identity_decisions order by 2",
    )
    .await;
    assert_eq!(
        rules,
        [
            json!({ "kind": "link", "rule_version": "exact-address-1" }),
            json!({ "kind": "link", "rule_version": "exact-phone-1" }),
        ]
    );
}

#[tokio::test]
async fn a_newer_export_says_it_anew_and_a_persons_edit_stays() {
    use crate::contacts::{self, types::ContactField};

    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let row = |title: &str, at: &str| {
        format!(
            "Record ID,First Name,Last Name,Email,Job Title,Last Modified Date\n7,Bo,Lind,bo@lind.example,{title},{at}\n"
        )
    };
    import_bytes(
        &app,
        &ada,
        "a.csv",
        row("Baker", "2025-03-01 10:00").as_bytes(),
    )
    .await;
    let newer = import_bytes(
        &app,
        &ada,
        "b.csv",
        row("Captain", "2025-04-01 10:00").as_bytes(),
    )
    .await;
    assert_eq!((newer.stored, newer.contacts_created), (1, 0));
    assert_eq!(people(&app, &ada).await[0]["title"], "Captain");
    let mut scope = app.scope(&ada).await;
    let contact: Uuid = sqlx::query_scalar("select id from contacts")
        .fetch_one(scope.db())
        .await
        .unwrap();
    contacts::edit_contact(
        &mut scope,
        contact,
        ContactField::Title,
        "Admiral".to_owned(),
    )
    .await
    .unwrap();
    scope.commit().await.unwrap();
    import_bytes(
        &app,
        &ada,
        "c.csv",
        row("Cook", "2025-05-01 10:00").as_bytes(),
    )
    .await;
    let older = import_bytes(
        &app,
        &ada,
        "d.csv",
        row("Boy", "2020-05-01 10:00").as_bytes(),
    )
    .await;
    assert_eq!(older.state, "done");
    assert_eq!(people(&app, &ada).await[0]["title"], "Admiral");
    let said = rows(
        &app,
        &ada,
        "select fields ->> 'title' as title from source_records where origin = 'hubspot'",
    )
    .await;
    assert_eq!(said, [json!({ "title": "Cook" })]);
}

/// A table of three batches.
fn table() -> String {
    let rows = (0..2_500).map(|n| format!("Person {n},p{n}@place{}.example\n", n % 40));
    format!("Name,Email\n{}", rows.collect::<String>())
}

#[tokio::test]
async fn a_stopped_run_goes_on_at_the_next_row() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let file = app.folder().join("large.csv");
    std::fs::write(&file, table()).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    run_one_step(&app, &ada, id).await;
    assert_eq!(report(&app, &ada, id).await.stored, 2_000);
    run(&app.kith, ada.workspace, id, 1, &Stop::new())
        .await
        .unwrap();
    let report = report(&app, &ada, id).await;
    assert_eq!(
        (
            report.state.as_str(),
            report.listed,
            report.stored,
            report.known,
            report.contacts_created
        ),
        ("done", 2_500, 2_500, 0, 2_500)
    );
    assert_eq!(report.companies_created, 40);
}

#[tokio::test]
async fn hands_that_share_the_work_make_nobody_twice() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let here = b"Name,Email\nPerson 7,p7@kith.example\n";
    import_bytes(&app, &ada, "one.csv", here).await;
    let rows = (0..1_600).map(|n| {
        let person = n % 1_000;
        format!("Person {person},p{person}@kith.example,+49 30 {n:07}\n")
    });
    let table = format!("Name,Email,Phone\n{}", rows.collect::<String>());
    let report = import_bytes(&app, &ada, "twice.csv", table.as_bytes()).await;
    assert_eq!(
        (
            report.state.as_str(),
            report.stored,
            report.contacts_created
        ),
        ("done", 1_600, 999)
    );
    let people = people(&app, &ada).await;
    let counts: Vec<usize> = people
        .iter()
        .map(|person| person["points"].as_array().unwrap().len())
        .collect();
    assert_eq!(people.len(), 1_000);
    assert_eq!(counts.iter().sum::<usize>(), 1_000 + 1_600);
}

#[tokio::test]
async fn a_row_that_stands_in_two_batches_is_one_record() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let rows = (0..1_300).map(|n| {
        let person = n % 1_100;
        format!("Person {person},p{person}@kith.example\n")
    });
    let table = format!("Name,Email\n{}", rows.collect::<String>());
    let report = import_bytes(&app, &ada, "twice.csv", table.as_bytes()).await;
    assert_eq!(
        (
            report.state.as_str(),
            report.listed,
            report.stored,
            report.known,
            report.contacts_created
        ),
        ("done", 1_300, 1_100, 200, 1_100)
    );
}

#[tokio::test]
async fn an_archive_of_cards_and_pictures_goes_in_and_says_what_it_left() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let card = |name: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n");
    let bytes = zip(&[
        ("cards/bo.vcf", card("Bo Lind").as_bytes()),
        ("cards/cy.vcf", card("Cy Orr").as_bytes()),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0"),
    ]);
    let report = import_bytes(&app, &ada, "all.zip", &bytes).await;
    assert_eq!(
        (report.state.as_str(), report.stored, report.listed),
        ("done", 2, 3),
        "{:?}",
        report.error
    );
    assert_eq!(report.skipped, [("unknown_format".to_owned(), 1)].into());
}

/// Files side by side without compression.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let offset = u32::try_from(archive.len()).unwrap();
        let size = u32::try_from(bytes.len()).unwrap();
        let mut head = Vec::new();
        head.extend(20u16.to_le_bytes());
        head.extend([0; 8]);
        head.extend(crc32(bytes).to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend([0; 2]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&head);
        archive.extend(name.as_bytes());
        archive.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(files.len()).unwrap();
    let (start, size) = (archive.len(), directory.len());
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(u32::try_from(size).unwrap().to_le_bytes());
    archive.extend(u32::try_from(start).unwrap().to_le_bytes());
    archive.extend([0; 2]);
    archive
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[tokio::test]
async fn a_card_brings_its_photo_and_its_relations() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Lind\r\nEMAIL:bo@lind.example\r\n\
        PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==\r\n\
        RELATED;TYPE=spouse;VALUE=text:Mara Lind\r\nEND:VCARD\r\n";
    import_bytes(&app, &ada, "bo.vcf", card.as_bytes()).await;
    let found = rows(
        &app,
        &ada,
        "select c.name, p.hash is not null as has_photo, r.kind, r.other_name, r.origin
         from contacts c
         left join photos p on p.hash = c.photo
         join contact_relations r on r.contact_id = c.id",
    )
    .await;
    let expected = json!({
        "name": "Bo Lind",
        "has_photo": true,
        "kind": "spouse",
        "other_name": "Mara Lind",
        "origin": "vcard",
    });
    assert_eq!(found, [expected]);
}

#[tokio::test]
async fn the_day_of_a_connection_is_when_one_met_until_more_is_known() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let table = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Bo,Lind,https://www.linkedin.example/in/bo,bo@lind.example,Lind AB,Founder,12 Dec 2019\n";
    import_bytes(&app, &ada, "Connections.csv", table.as_bytes()).await;
    let met = "select met_on from contacts";
    let found = rows(&app, &ada, met).await;
    assert_eq!(found, [json!({ "met_on": "2019-12-12" })]);
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Lind\r\nEMAIL:bo@lind.example\r\nEND:VCARD\r\n";
    import_bytes(&app, &ada, "bo.vcf", card.as_bytes()).await;
    assert_eq!(rows(&app, &ada, met).await, found);
}

#[tokio::test]
async fn what_no_field_holds_is_shown_under_its_name() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let table = "Name,E-mail,Nickname,Shirt size\nBo Lind,bo@lind.example,Bobo,M\n";
    import_bytes(&app, &ada, "people.csv", table.as_bytes()).await;
    let program = app.program(&ada).await;
    let (_, listed) = program.api("GET", "/contacts", None).await;
    let id = listed["data"][0]["id"].as_str().unwrap();
    let (_, bo) = program.api("GET", &format!("/contacts/{id}"), None).await;
    assert_eq!(
        bo["data"]["also"],
        json!([
            { "name": "Shirt size", "value": "M", "source": "csv", "is_unread": false },
            { "name": "nickname", "value": "Bobo", "source": "csv", "is_unread": false },
        ])
    );
    let html = app
        .browser(&ada)
        .await
        .page(&format!("/contacts/{id}"))
        .await;
    assert!(
        html.contains("Also said") && html.contains("Bobo"),
        "{html}"
    );
}

#[tokio::test]
async fn what_people_share_joins_nobody_who_comes() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let table = "Name,Email,Phone,Birthday\n\
        Tom Lee,info@acme.example,,\n\
        Tim Lee,info@acme.example,,\n\
        Alex,info@acme.example,,\n\
        Maria Rossi,rossi@libero.example,,\n\
        Mario Rossi,rossi@libero.example,,\n\
        John Smith,,+49301234567,1950-02-11\n\
        John Smith,,+49301234567,1981-09-30\n\
        Mike Turner,mt@turner.example,,\n\
        Michael Turner,mt@turner.example,,\n";
    import_bytes(&app, &ada, "people.csv", table.as_bytes()).await;
    let names = async || -> Vec<Value> {
        let people = people(&app, &ada).await;
        people.into_iter().map(|row| row["name"].clone()).collect()
    };
    let expected = [
        "Alex",
        "John Smith",
        "John Smith",
        "Maria Rossi",
        "Mario Rossi",
        "Michael Turner",
        "Tim Lee",
        "Tom Lee",
    ];
    let mut found = names().await;
    found.sort_by_key(Value::to_string);
    let is_mike = |name: &Value| name == "Mike Turner" || name == "Michael Turner";
    assert_eq!(
        found.iter().filter(|name| is_mike(name)).count(),
        1,
        "{found:?}"
    );
    assert_eq!(found.len(), expected.len(), "{found:?}");
    // Another file of the same people, and mail of the office, change nothing.
    let again = table.replace("Alex,info@acme.example,,\n", "");
    let again = again
        .replace("Birthday\n", "Birthday,City\n")
        .replace(",,\n", ",,,Berlin\n");
    import_bytes(&app, &ada, "again.csv", again.as_bytes()).await;
    app.import(&ada, &[Mail::new("1", 9, ME, "Acme <info@acme.example>")])
        .await;
    assert_eq!(names().await.len(), expected.len());
    let mail =
        "select count(*) from identity_links l join source_records r on r.id = l.source_record_id
         where r.external_id = 'info@acme.example'";
    assert_eq!(rows(&app, &ada, mail).await, [json!({ "count": 0 })]);
}
