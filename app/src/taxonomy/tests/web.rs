//! The pages, without a script, and REST.

use serde_json::{Value, json};

use super::*;
use crate::{testing::Client, workspaces::Role};

async fn post(browser: &Client, name: &str, page: &str, fields: &[(&str, &str)]) -> String {
    let answer = browser
        .request("POST", &format!("/do/app/taxonomy/actions/{name}"))
        .header("accept", "text/html")
        .header("referer", page)
        .form(fields)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 302, "{name}");
    answer.headers()["location"].to_str().unwrap().to_owned()
}

async fn entry_called(app: &TestApp, ada: &Viewer, name: &str) -> Option<Uuid> {
    let mut scope = app.scope(ada).await;
    let all = super::super::taxonomy(&mut scope).await.unwrap();
    let mut entries = all.into_iter().flat_map(|category| category.entries);
    entries
        .find(|entry| entry.name == name)
        .map(|entry| entry.id)
}

#[tokio::test]
async fn from_finding_to_applying_by_forms_alone() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    for (name, title) in [
        ("Bo Lind", "Engineer"),
        ("Cy Moss", "Engineer"),
        ("Di Moe", "Baker"),
    ] {
        titled(&mut scope, name, title).await;
    }
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let page = "/settings/tags";
    assert!(browser.page("/settings").await.contains(page));
    assert!(browser.page(page).await.contains("No automatic tags yet"));
    assert_eq!(post(&browser, "discover_tags", page, &[]).await, page);
    let waiting = browser.open(page).await;
    assert_eq!(waiting.headers()["refresh"], "2");
    app.run_jobs().await;
    let shown = browser.page(page).await;
    for words in [
        "1 tag is proposed",
        "Engineering",
        "Fits 2 contacts",
        "Bo Lind",
        "engineer…",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let id = entry_called(&app, &ada, "Engineering")
        .await
        .unwrap()
        .to_string();
    let edit = format!("{page}?edit={id}");
    let form = browser.page(&edit).await;
    assert!(form.contains("value=\"Engineering\"") && form.contains("engineer*, developer*"));
    let wrong = [
        ("id", id.as_str()),
        ("name", ""),
        ("category", "Work"),
        ("title", "typed words"),
    ];
    assert_eq!(
        post(&browser, "change_taxonomy_tag", &edit, &wrong).await,
        edit
    );
    let form = browser.page(&edit).await;
    assert!(
        form.contains("Fill this in.") && form.contains("typed words"),
        "{form}"
    );
    let right = [
        ("id", id.as_str()),
        ("name", "Builders"),
        ("category", "Work"),
        ("title", "engineer"),
    ];
    post(&browser, "change_taxonomy_tag", &edit, &right).await;
    let shown = browser.page(page).await;
    assert!(shown.contains("Builders") && shown.contains("Work") && shown.contains("Undo"));
    let new = [("name", "Bakers"), ("category", "Work"), ("title", "baker")];
    post(&browser, "add_taxonomy_tag", page, &new).await;
    post(&browser, "approve_taxonomy", page, &[]).await;
    assert!(browser.page(page).await.contains("2 tags are approved."));
    let apply = "/settings/tags/apply";
    let preview = browser.page(apply).await;
    for words in ["Change 3 contacts", "2 get it", "1 get it", "Di Moe"] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    let report = post(&browser, "apply_taxonomy", apply, &[]).await;
    assert!(report.starts_with("/contacts/bulk/changes/"), "{report}");
    let shown = browser.page(&report).await;
    for words in [
        "Set the tags of the taxonomy",
        "By tag",
        "Builders",
        "Undo all of it",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(browser.page(apply).await.contains("Nothing would change"));
    let shown = browser.page(page).await;
    assert!(shown.contains("Set automatically on 2 contacts"), "{shown}");
    post(&browser, "remove_taxonomy_tag", page, &[("id", &id)]).await;
    assert!(browser.page(apply).await.contains("2 lose it"));
    post(&browser, "restore_taxonomy_tag", page, &[("id", &id)]).await;
    assert!(browser.page(apply).await.contains("Nothing would change"));
}

#[tokio::test]
async fn many_tags_are_paged_and_a_form_opens_wherever_its_tag_stands() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let mut ids = Vec::new();
    for number in 0..120 {
        let category = if number < 60 { "Role" } else { "Topic" };
        let input = EntryInput {
            category: Some(category.to_owned()),
            ..entry(&format!("Tag {number:03}"), RuleField::Title, &["baker"])
        };
        ids.push(add_entry(&mut scope, &input).await.unwrap());
    }
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let on = |page: &str| -> Vec<usize> {
        (0..120)
            .filter(|number| page.contains(&format!("Remove Tag {number:03}")))
            .collect()
    };
    let page = "/settings/tags";
    let mut path = page.to_owned();
    let mut seen = Vec::new();
    for shown in [50, 50, 20] {
        let html = browser.page(&path).await;
        assert_eq!(on(&html).len(), shown, "{path}");
        assert!(html.contains(&format!("{shown} of 120 tags")), "{html}");
        assert!(html.contains("120 tags are proposed"), "of all of them");
        seen.extend(on(&html));
        path = format!("{page}?after={}", ids[seen.len() - 1]);
        assert_eq!(html.contains(&path), seen.len() < 120, "a way to the next");
    }
    assert_eq!(seen, (0..120).collect::<Vec<_>>());
    let (third, id) = (format!("{page}?after={}", ids[99]), ids[110].to_string());
    let one = [("id", id.as_str()), ("from", third.as_str())];
    for act in [
        "approve_taxonomy",
        "remove_taxonomy_tag",
        "restore_taxonomy_tag",
    ] {
        assert_eq!(post(&browser, act, &third, &one).await, third, "{act}");
    }
    let form = browser.page(&format!("{page}?edit={}", ids[99])).await;
    assert!(form.contains("value=\"Tag 099\""), "{form}");
    let form = browser.page(&format!("{page}?edit={}", ids[3])).await;
    assert!(form.contains("value=\"Tag 003\"") && form.contains("Remove Tag 000"));
}

#[tokio::test]
async fn on_a_contact_tags_are_suggested_and_accepted_one_by_one() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo Lind", ["Engineer", "", "Ystad, Sweden"]).await;
    engineers(&mut scope).await;
    approved(&mut scope, "Sweden", RuleField::Place, &["sweden"]).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let (contact, page) = (format!("/contacts/{bo}"), format!("/contacts/{bo}/tags"));
    assert!(browser.page(&contact).await.contains("Suggest tags"));
    let shown = browser.page(&page).await;
    for words in [
        "Engineer",
        "Their title says “engineer”: Engineer",
        "Sweden",
        "Ystad, Sweden",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let fields = [("id", bo.to_string()), ("name", "Engineer".to_owned())];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    assert_eq!(post(&browser, "accept_tag", &page, &fields).await, page);
    let shown = browser.page(&page).await;
    assert!(
        !shown.contains("Their title says") && shown.contains("Sweden"),
        "{shown}"
    );
    let mut scope = app.scope(&ada).await;
    assert_eq!(said(&mut scope, bo).await, ["Engineer person"]);
    apply(&mut scope).await;
    scope.commit().await.unwrap();
    let shown = browser.page(&contact).await;
    assert_eq!(
        shown.matches("title=\"Set automatically\"").count(),
        1,
        "{shown}"
    );
    assert!(browser.page(&page).await.contains("No further tag fits"));
}

#[tokio::test]
async fn who_only_reads_sees_it_without_buttons() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    titled(&mut scope, "Bo Lind", "Engineer").await;
    engineers(&mut scope).await;
    scope.commit().await.unwrap();
    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let browser = app.browser(&reader).await;
    for page in ["/settings/tags", "/settings/tags/apply"] {
        let shown = browser.page(page).await;
        assert!(shown.contains("Engineer"), "{page}");
        assert!(!shown.contains("/do/app/taxonomy/"), "{page}: {shown}");
    }
}

async fn ask(program: &Client, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
    let (status, answer) = program.api(method, path, body).await;
    (status, answer["data"].clone())
}

#[tokio::test]
async fn a_program_does_all_of_it() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = titled(&mut scope, "Bo Lind", "Engineer").await;
    titled(&mut scope, "Cy Moss", "Engineer").await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let (status, begun) = ask(&program, "POST", "/taxonomy/discover", None).await;
    assert_eq!((status, &begun["state"]), (202, &json!("queued")));
    let (status, _) = ask(&program, "POST", "/taxonomy/discover", None).await;
    assert_eq!(status, 409);
    app.run_jobs().await;
    let path = format!("/taxonomy/readings/{}", begun["id"].as_str().unwrap());
    let (_, done) = ask(&program, "GET", &path, None).await;
    assert_eq!(
        (&done["state"], &done["found"]),
        (&json!("done"), &json!(1))
    );
    assert_eq!(done["text"], "The last search proposed 1 tag.");
    let (_, all) = ask(&program, "GET", "/taxonomy", None).await;
    let tag = &all[0]["tags"][0];
    assert_eq!(
        (&tag["name"], &tag["state"]),
        (&json!("Engineering"), &json!("proposed"))
    );
    assert_eq!((&tag["found"], &tag["tag_id"]), (&json!(2), &Value::Null));
    let path = format!("/taxonomy/tags/{}", tag["id"].as_str().unwrap());
    let change = json!({ "name": "Builder", "words": { "title": ["engineer"] } });
    let (status, changed) = ask(&program, "PATCH", &path, Some(change)).await;
    assert_eq!(
        (status, &changed["rule"]),
        (200, &json!("Their title says “engineer”."))
    );
    let bad = json!({ "words": { "title": ["*"] } });
    assert_eq!(ask(&program, "PATCH", &path, Some(bad)).await.0, 422);
    let new = json!({ "name": "Baker", "category": "Role", "words": { "title": ["baker"] } });
    let (status, _) = ask(&program, "POST", "/taxonomy/tags", Some(new)).await;
    assert_eq!(status, 201);
    let (status, all) = ask(&program, "POST", "/taxonomy/approve", None).await;
    assert_eq!(
        (status, &all[0]["tags"][1]["state"]),
        (200, &json!("approved"))
    );
    assert_eq!(
        ask(&program, "POST", "/taxonomy/approve", None).await.0,
        409
    );
    let offers = format!("/contacts/{bo}/tag-suggestions");
    let (_, fitting) = ask(&program, "GET", &offers, None).await;
    assert_eq!(
        (&fitting[0]["name"], &fitting[0]["by"]),
        (&json!("Builder"), &json!("rules"))
    );
    assert_eq!(ask(&program, "POST", &offers, None).await.1, fitting);
    let (_, preview) = ask(&program, "GET", "/taxonomy/preview", None).await;
    assert_eq!(preview["tags"][0]["added"], 2);
    let (status, report) = ask(&program, "POST", "/taxonomy/apply", None).await;
    assert_eq!((status, &report["done"]), (201, &json!(2)));
    let tags = format!("/contacts/{bo}/tags");
    let (_, own) = ask(&program, "GET", &tags, None).await;
    assert_eq!(
        (&own[0]["name"], &own[0]["sources"]),
        (&json!("Builder"), &json!(["rule"]))
    );
    let undo = format!("/bulk-changes/{}/undo", report["id"].as_str().unwrap());
    let (_, undone) = ask(&program, "POST", &undo, None).await;
    assert_eq!(undone["undone"], 2);
    assert_eq!(ask(&program, "GET", &tags, None).await.1, json!([]));
}
