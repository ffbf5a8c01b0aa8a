//! Logos, sought at a stand-in that speaks HTTP.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use chrono::Duration;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use serde_json::json;
use tokio::{net::TcpListener, sync::Mutex};

use super::three_firms;
use crate::{
    companies::{
        logos::{Sites, choose_logos, seek_logos},
        store::find,
    },
    context::{Clock, Kith, Viewer},
    jobs::Stop,
    photos::tests::encoded,
    testing::{TestApp, now},
    workspaces::Role,
};

type Asked = Arc<Mutex<Vec<String>>>;

/// Lind's page names a touch icon, Aster's leads elsewhere and has an icon of the old
/// kind, Zeta's answers with what is no picture.
async fn sites() -> (SocketAddr, Asked) {
    let asked = Asked::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route("/{site}/", get(page))
        .route("/{site}/{file}", get(icon))
        .with_state(asked.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, asked)
}

async fn page(
    State(asked): State<Asked>,
    Path(site): Path<String>,
    headers: HeaderMap,
) -> Response {
    assert!(headers.get(header::COOKIE).is_none() && headers.get(header::REFERER).is_none());
    asked.lock().await.push(site.clone());
    match site.as_str() {
        "lind.example" => {
            let page = "<html><head><link rel=icon href=gone.png>\
                        <link rel='apple-touch-icon' href='touch.png'></head>";
            ([(header::CONTENT_TYPE, "text/html")], page).into_response()
        }
        "aster.example" => Redirect::temporary("http://127.0.0.1:1/").into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn icon(Path((site, file)): Path<(String, String)>) -> Response {
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(64, 64, Rgb([9, 90, 90])));
    match (site.as_str(), file.as_str()) {
        ("lind.example", "touch.png") => encoded(&picture, ImageFormat::Png).into_response(),
        ("aster.example", "favicon.ico") => {
            encoded(&picture.into_rgba8().into(), ImageFormat::Ico).into_response()
        }
        ("zeta.example", "favicon.ico") => "<svg onload=alert(1)>".into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn logos(ada: &Viewer) -> Vec<(String, bool)> {
    let mut scope = ada.begin().await.unwrap();
    sqlx::query_as(
        "select domain, logo is not null
         from companies
         where workspace_id = acting_workspace()
         order by domain",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

async fn choose(ada: &Viewer, wanted: bool) {
    let mut scope = ada.begin().await.unwrap();
    choose_logos(&mut scope, wanted).await.unwrap();
    scope.commit().await.unwrap();
}

fn says(aster: bool, lind: bool, zeta: bool) -> Vec<(String, bool)> {
    [("aster", aster), ("lind", lind), ("zeta", zeta)]
        .map(|(name, has)| (format!("{name}.example"), has))
        .to_vec()
}

#[tokio::test]
async fn nobody_is_asked_unless_the_workspace_wants_it() {
    let (address, asked) = sites().await;
    let app = TestApp::start_with(|settings| settings.sites = Sites::At(address)).await;
    let ada = three_firms(&app).await;
    seek_logos(&app.kith, ada.workspace, &Stop::new())
        .await
        .unwrap();
    assert!(asked.lock().await.is_empty());
    assert_eq!(logos(&ada).await, says(false, false, false));
}

#[tokio::test]
async fn logos_come_from_the_sites_and_go_with_the_wish() {
    let (address, asked) = sites().await;
    let app = TestApp::start_with(|settings| settings.sites = Sites::At(address)).await;
    let ada = three_firms(&app).await;
    let browser = app.browser(&ada).await;
    let path = "/do/app/companies/actions/choose_logos";
    browser.post_form(path, &[("wanted", "true")]).await;
    app.run_jobs().await;
    assert_eq!(logos(&ada).await, says(true, true, false));
    assert_eq!(asked.lock().await.len(), 3);
    let list = browser.page("/companies").await;
    assert_eq!(list.matches("src=\"/photos/").count(), 2);

    // Each is asked once in a while.
    seek_logos(&app.kith, ada.workspace, &Stop::new())
        .await
        .unwrap();
    assert_eq!(asked.lock().await.len(), 3);
    let later = Kith {
        clock: Clock::Fixed(now() + Duration::days(31)),
        ..app.kith.clone()
    };
    seek_logos(&later, ada.workspace, &Stop::new())
        .await
        .unwrap();
    assert_eq!(asked.lock().await.len(), 6);

    choose(&ada, false).await;
    assert_eq!(logos(&ada).await, says(false, false, false));
}

#[tokio::test]
async fn a_site_that_is_gone_leaves_the_logo() {
    let (address, _) = sites().await;
    let app = TestApp::start_with(|settings| settings.sites = Sites::At(address)).await;
    let ada = three_firms(&app).await;
    choose(&ada, true).await;
    app.run_jobs().await;
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let mut settings = (*app.kith.settings).clone();
    settings.sites = Sites::At(closed);
    let later = Kith {
        clock: Clock::Fixed(now() + Duration::days(31)),
        settings: Arc::new(settings),
        ..app.kith.clone()
    };
    seek_logos(&later, ada.workspace, &Stop::new())
        .await
        .unwrap();
    assert_eq!(logos(&ada).await, says(true, true, false));
}

#[tokio::test]
async fn programs_choose_and_see_logos() {
    let (address, _) = sites().await;
    let app = TestApp::start_with(|settings| settings.sites = Sites::At(address)).await;
    let ada = three_firms(&app).await;
    let program = app.program(&ada).await;
    let (_, setting) = program.api("GET", "/company-logos", None).await;
    assert_eq!(setting["data"], json!({ "wanted": false }));
    let wanted = json!({ "wanted": true });
    let (status, _) = program
        .api("PUT", "/company-logos", Some(wanted.clone()))
        .await;
    assert_eq!(status, 200);
    app.run_jobs().await;
    let (_, listed) = program.api("GET", "/companies?q=lind", None).await;
    let logo = listed["data"][0]["logo"].as_str().unwrap();
    let browser = app.browser(&ada).await;
    assert_eq!(browser.open(logo).await.status(), 200);
    let mut scope = ada.begin().await.unwrap();
    let id = listed["data"][0]["id"].as_str().unwrap().parse().unwrap();
    assert!(find(&mut scope, id).await.unwrap().logo.is_some());
    drop(scope);
    let member = app.colleague(&ada, "m@kith.example", Role::Member).await;
    let member = app.program(&member).await;
    let (status, _) = member.api("PUT", "/company-logos", Some(wanted)).await;
    assert_eq!(status, 403);
}
