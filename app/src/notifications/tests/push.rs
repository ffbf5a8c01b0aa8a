//! Pushes to a stand-in of a push service, read as a browser reads them.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::post,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral},
    hkdf::{HKDF_SHA256, KeyType, Salt},
    rand::SystemRandom,
    signature,
};
use serde_json::{Value, json};

use super::{deliveries, kith_with, news, tell};
use crate::{
    companies::logos::Sites,
    context::Kith,
    jobs::Stop,
    notifications::{
        Kind, Whom, deliver_notifications,
        push::{Keys, PushKey, encrypt, seal},
    },
    testing::TestApp,
    workspaces::Role,
};

#[derive(Clone, Default)]
struct Taken(Arc<Mutex<Vec<(String, HeaderMap, Bytes)>>>);

/// Answers by the first letters of the path.
async fn take(
    State(taken): State<Taken>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let status = match name.as_str() {
        name if name.starts_with("gone") => StatusCode::GONE,
        name if name.starts_with("lost") => StatusCode::NOT_FOUND,
        name if name.starts_with("busy") => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::CREATED,
    };
    taken.0.lock().unwrap().push((name, headers, body));
    status
}

async fn service() -> (SocketAddr, Taken) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let taken = Taken::default();
    let router = Router::new()
        .route("/{name}", post(take))
        .with_state(taken.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, taken)
}

/// A browser, which can read one message.
struct Browser {
    key: EphemeralPrivateKey,
    public: Vec<u8>,
    auth: Vec<u8>,
}

impl Browser {
    fn new() -> Self {
        let key = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).unwrap();
        let public = key.compute_public_key().unwrap().as_ref().to_vec();
        Self {
            key,
            public,
            auth: vec![7; 16],
        }
    }

    fn keys(&self) -> Keys {
        Keys {
            public: self.public.clone(),
            auth: self.auth.clone(),
        }
    }

    fn subscription(&self, endpoint: &str) -> Value {
        json!({
            "endpoint": endpoint,
            "expirationTime": null,
            "keys": {
                "p256dh": URL_SAFE_NO_PAD.encode(&self.public),
                "auth": URL_SAFE_NO_PAD.encode(&self.auth),
            },
        })
    }

    /// By RFC 8291, from the other side.
    fn read(self, body: &[u8]) -> Vec<u8> {
        let (salt, rest) = body.split_at(16);
        let (head, rest) = rest.split_at(5);
        assert_eq!(head, [0, 0, 16, 0, 65]);
        let (sender, sealed) = rest.split_at(65);
        let theirs = UnparsedPublicKey::new(&ECDH_P256, sender);
        let shared = agree_ephemeral(self.key, &theirs, <[u8]>::to_vec).unwrap();
        let info = [b"WebPush: info\0".as_slice(), &self.public, sender].concat();
        let material = derive(&self.auth, &shared, &info, 32);
        let key = derive(salt, &material, b"Content-Encoding: aes128gcm\0", 16);
        let nonce = derive(salt, &material, b"Content-Encoding: nonce\0", 12);
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
        let nonce = Nonce::try_assume_unique_for_key(&nonce).unwrap();
        let mut text = sealed.to_vec();
        let opened = key.open_in_place(nonce, Aad::empty(), &mut text).unwrap();
        assert_eq!(opened.last(), Some(&2), "the last record");
        opened[..opened.len() - 1].to_vec()
    }
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive(salt: &[u8], material: &[u8], info: &[u8], length: usize) -> Vec<u8> {
    let pseudorandom = Salt::new(HKDF_SHA256, salt).extract(material);
    let mut key = vec![0; length];
    let info = [info];
    pseudorandom
        .expand(&info, Length(length))
        .unwrap()
        .fill(&mut key)
        .unwrap();
    key
}

#[test]
fn a_message_is_sealed_as_the_standard_shows() {
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let keys = Keys {
        public: bytes(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        ),
        auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
    };
    let sealed = seal(
        &bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs"),
        &keys,
        &bytes(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
        ),
        bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap(),
        b"When I grow up, I want to be a watermelon",
    );
    assert_eq!(
        URL_SAFE_NO_PAD.encode(sealed.unwrap()),
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    );
}

#[test]
fn a_browser_reads_what_was_encrypted_for_it_and_no_key_is_refused() {
    let browser = Browser::new();
    let body = encrypt(&browser.keys(), "Größe".as_bytes()).unwrap();
    assert_eq!(browser.read(&body), "Größe".as_bytes());
    let none = Keys {
        public: vec![4; 65],
        auth: vec![7; 16],
    };
    assert!(encrypt(&none, b"x").is_err(), "no point of the curve");
    let keys = Browser::new().keys();
    assert!(encrypt(&keys, &[b'x'; 4_000]).is_err(), "too long");
}

fn with_services(app: &TestApp, service: SocketAddr, minutes: i64) -> Kith {
    kith_with(app, minutes, |settings| {
        settings.push_services = Sites::At(service);
    })
}

async fn deliver(kith: &Kith) {
    deliver_notifications(kith, &Stop::new()).await.unwrap();
}

#[tokio::test]
async fn news_reaches_the_browsers_of_the_member_and_gone_ones_are_forgotten() {
    let app = TestApp::start().await;
    let (address, taken) = service().await;
    let ada = app.owner("ada@kith.example").await;
    let client = app.browser(&ada).await;
    let (reader, other) = (Browser::new(), Browser::new());
    let subscribe = async |subscription: Value| {
        let request = client.request("POST", "/notifications/push");
        let answer = request.json(&subscription).send().await.unwrap();
        answer.status().as_u16()
    };
    let kith = with_services(&app, address, 0);
    for (browser, name) in [(&reader, "mine"), (&other, "gone"), (&other, "lost")] {
        let endpoint = format!("https://push.example/{name}");
        assert_eq!(
            subscribe(browser.subscription(&endpoint)).await,
            204,
            "{name}"
        );
        assert_eq!(
            subscribe(browser.subscription(&endpoint)).await,
            204,
            "again"
        );
    }
    assert!(
        client
            .page("/notifications/settings")
            .await
            .contains("push.example")
    );
    tell(&kith, &ada, Whom::Members, &news(Kind::Imports, "push")).await;
    deliver(&kith).await;
    let messages = taken.0.lock().unwrap().clone();
    assert_eq!(messages.len(), 3);
    let (_, headers, body) = messages.iter().find(|(name, ..)| name == "mine").unwrap();
    assert_eq!(headers["content-encoding"], "aes128gcm");
    assert_eq!(headers["ttl"], "86400");
    check_signature(headers["authorization"].to_str().unwrap());
    let text: Value = serde_json::from_slice(&reader.read(body)).unwrap();
    assert_eq!(
        (&text["title"], &text["link"]),
        (&"News of push".into(), &"/review".into())
    );
    assert_eq!(
        deliveries(&ada).await,
        [("push".to_owned(), "sent".to_owned())]
    );
    let mut scope = ada.begin().await.unwrap();
    let left: Vec<String> = sqlx::query_scalar("select endpoint from push_subscriptions")
        .fetch_all(scope.db())
        .await
        .unwrap();
    assert_eq!(left, ["https://push.example/mine"]);
    let request = client.request("DELETE", "/notifications/push");
    let gone = json!({ "endpoint": "https://push.example/mine" });
    assert_eq!(request.json(&gone).send().await.unwrap().status(), 204);
    tell(&kith, &ada, Whom::Members, &news(Kind::Imports, "more")).await;
    assert_eq!(deliveries(&ada).await.len(), 1, "to no browser");
}

/// That of the key which it names, over what it says.
fn check_signature(authorization: &str) {
    let (token, key) = authorization
        .strip_prefix("vapid t=")
        .and_then(|rest| rest.split_once(", k="))
        .unwrap();
    let (text, signed) = token.rsplit_once('.').unwrap();
    let public = URL_SAFE_NO_PAD.decode(key).unwrap();
    let key = signature::UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, public);
    key.verify(text.as_bytes(), &URL_SAFE_NO_PAD.decode(signed).unwrap())
        .unwrap();
    let claims = text.split_once('.').unwrap().1;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    assert_eq!(claims["aud"], "https://push.example");
    assert!(claims["exp"].as_i64().unwrap() > crate::testing::now().timestamp());
}

#[tokio::test]
async fn a_service_that_is_busy_is_asked_later() {
    let app = TestApp::start().await;
    let (address, taken) = service().await;
    let ada = app.owner("ada@kith.example").await;
    let subscription = Browser::new().subscription("https://push.example/busy");
    let client = app.browser(&ada).await;
    let request = client.request("POST", "/notifications/push");
    request.json(&subscription).send().await.unwrap();
    let kith = with_services(&app, address, 0);
    tell(&kith, &ada, Whom::Members, &news(Kind::Imports, "push")).await;
    for minutes in [0, 0, 1] {
        deliver(&with_services(&app, address, minutes)).await;
    }
    assert_eq!(
        deliveries(&ada).await,
        [("push".to_owned(), "waiting".to_owned())]
    );
    assert_eq!(taken.0.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn only_members_who_work_here_subscribe_and_only_at_public_names() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let vi = app.colleague(&ada, "vi@kith.example", Role::Viewer).await;
    let browser = Browser::new();
    let public = "https://push.example/a";
    let (own, looks_on) = (app.browser(&ada).await, app.browser(&vi).await);
    let stranger = app.anonymous();
    for (client, endpoint, expected) in [
        (&stranger, public, 401),
        (&looks_on, public, 403),
        (&own, "https://127.0.0.1/a", 422),
        (&own, "http://push.example/a", 422),
        (&own, "https://localhost/a", 422),
        (&own, public, 204),
    ] {
        let request = client.request("POST", "/notifications/push");
        let answer = request.json(&browser.subscription(endpoint)).send().await;
        assert_eq!(answer.unwrap().status(), expected, "{endpoint}");
    }
    let mut broken = browser.subscription(public);
    broken["keys"]["auth"] = "x".into();
    let request = own.request("POST", "/notifications/push");
    assert_eq!(request.json(&broken).send().await.unwrap().status(), 422);
}

#[tokio::test]
async fn an_installation_has_one_key_whoever_asks_first() {
    let app = TestApp::start().await;
    let pool = &app.kith.pool;
    let (one, other) = tokio::join!(PushKey::of(pool), PushKey::of(pool));
    let third = PushKey::of(pool).await.unwrap();
    assert_eq!(one.unwrap().public(), third.public());
    assert_eq!(other.unwrap().public(), third.public());
}
