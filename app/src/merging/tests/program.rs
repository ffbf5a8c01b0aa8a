//! Over REST: joined, led to the kept one, parted.

use serde_json::json;

use super::*;

#[tokio::test]
async fn a_program_joins_and_parts_and_is_led_on() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let merge = format!("/contacts/{bo}/merge");
    let body = json!({ "with": [robert], "choose": { "name": robert } });
    let (status, answer) = program.api("POST", &merge, Some(body)).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["data"]["name"], "Robert Lind");
    assert_eq!(answer["data"]["emails"].as_array().unwrap().len(), 2);
    let (_, joined) = program
        .api("GET", &format!("/contacts/{bo}/joined"), None)
        .await;
    assert_eq!(joined["data"][0]["id"], json!(robert));
    for (method, rest) in [("GET", ""), ("PATCH", ""), ("GET", "/history?limit=2")] {
        let answer = program
            .request(method, &format!("/api/v1/contacts/{robert}{rest}"))
            .json(&json!({ "title": "Captain" }))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 308, "{method} {rest}");
        let place = format!("/api/v1/contacts/{bo}{rest}");
        assert_eq!(answer.headers()["location"], place.as_str());
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
    let (_, all) = program.api("GET", "/contacts", None).await;
    assert_eq!(all["data"].as_array().unwrap().len(), 1);
    let (_, found) = program.api("GET", "/contacts?q=robert", None).await;
    assert_eq!(found["data"][0]["id"], json!(bo));
    let (status, _) = program
        .api("POST", &merge, Some(json!({ "with": [robert] })))
        .await;
    assert_eq!(status, 409);
    let part = format!("/contacts/{robert}/unmerge");
    let (status, answer) = program.api("POST", &part, None).await;
    assert_eq!((status, &answer["data"]["id"]), (200, &json!(robert)));
    let (status, _) = program.api("POST", &part, None).await;
    assert_eq!(status, 404);
    let (_, kept) = program.api("GET", &format!("/contacts/{bo}"), None).await;
    assert_eq!(kept["data"]["name"], "Bo Lind");
}

#[tokio::test]
async fn of_two_who_join_at_once_one_is_told() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let call = |kept: Uuid, joined: Uuid| {
        let program = program.clone();
        async move {
            let body = json!({ "with": [joined] });
            program
                .api("POST", &format!("/contacts/{kept}/merge"), Some(body))
                .await
                .0
        }
    };
    let (one, other) = futures::join!(call(bo, robert), call(robert, bo));
    let mut statuses = [one, other];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (_, all) = program.api("GET", "/contacts", None).await;
    assert_eq!(all["data"].as_array().unwrap().len(), 1);
    assert_eq!(all["meta"], json!({}));
}
