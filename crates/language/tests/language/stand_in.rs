//! A server on loopback that gives prepared answers in turn and remembers what it was asked.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode, Uri},
};
use futures::{StreamExt, stream};
use language::{Connection, Key, client};
use serde_json::Value;
use tokio::{net::TcpListener, sync::Semaphore};

pub const KEY: &str = "sk-test-5e4d3c2b1a";

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: Method,
    pub path: String,
    pub headers: HeaderMap,
    pub body: Value,
}

pub enum Reply {
    Whole(u16, Vec<(&'static str, String)>, String),
    Stream(Vec<Step>),
}

pub enum Step {
    Bytes(Vec<u8>),
    /// The connection breaks.
    Break,
    /// Nothing comes any more.
    Hang,
}

impl Reply {
    pub fn json(status: u16, body: Value) -> Self {
        Self::Whole(status, Vec::new(), body.to_string())
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Whole(_, headers, _) = &mut self {
            headers.push((name, value.to_owned()));
        }
        self
    }

    /// A whole stream in chunks of so many bytes.
    pub fn stream(text: &str, size: usize) -> Self {
        Self::Stream(bytes(text, size))
    }

    pub fn then(text: &str, last: Step) -> Self {
        let mut steps = bytes(text, 64);
        steps.push(last);
        Self::Stream(steps)
    }
}

fn bytes(text: &str, size: usize) -> Vec<Step> {
    let chunks = text.as_bytes().chunks(size);
    chunks.map(|chunk| Step::Bytes(chunk.to_vec())).collect()
}

#[derive(Clone)]
pub struct StandIn {
    pub address: String,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// Each answer takes a place; tests that hold answers back begin without any.
    pub gate: Arc<Semaphore>,
    now: Arc<AtomicUsize>,
    pub most_at_once: Arc<AtomicUsize>,
}

impl StandIn {
    pub async fn with(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::gated(replies, Semaphore::MAX_PERMITS).await
    }

    pub async fn gated(replies: impl IntoIterator<Item = Reply>, places: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stand_in = Self {
            address: format!("http://{}", listener.local_addr().unwrap()),
            replies: Arc::new(Mutex::new(replies.into_iter().collect())),
            asked: Arc::default(),
            gate: Arc::new(Semaphore::new(places)),
            now: Arc::default(),
            most_at_once: Arc::default(),
        };
        let router = Router::new().fallback(answer).with_state(stand_in.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        stand_in
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn last(&self) -> Asked {
        self.asked().pop().unwrap()
    }

    pub fn connection(&self) -> Connection {
        self.connection_at("")
    }

    pub fn connection_at(&self, path: &str) -> Connection {
        let base = format!("{}{path}", self.address);
        Connection::new(client().unwrap(), &base, Some(Key::new(KEY)), "model-1").unwrap()
    }
}

async fn answer(
    State(stand_in): State<StandIn>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    stand_in.asked.lock().unwrap().push(Asked {
        method,
        path: uri.path().to_owned(),
        headers,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    });
    let now = stand_in.now.fetch_add(1, Ordering::SeqCst) + 1;
    stand_in.most_at_once.fetch_max(now, Ordering::SeqCst);
    stand_in.gate.acquire().await.unwrap().forget();
    stand_in.now.fetch_sub(1, Ordering::SeqCst);
    let reply = stand_in.replies.lock().unwrap().pop_front();
    let mut response = Response::builder();
    match reply {
        Some(Reply::Whole(status, headers, body)) => {
            response = response
                .status(status)
                .header("content-type", "application/json");
            for (name, value) in headers {
                response = response.header(name, value);
            }
            response.body(Body::from(body)).unwrap()
        }
        Some(Reply::Stream(steps)) => response
            .header("content-type", "text/event-stream")
            .body(streamed(steps))
            .unwrap(),
        None => response
            .status(StatusCode::IM_A_TEAPOT)
            .body(Body::empty())
            .unwrap(),
    }
}

fn streamed(steps: Vec<Step>) -> Body {
    let steps = stream::iter(steps).flat_map(|step| match step {
        Step::Bytes(bytes) => stream::iter([Ok(Bytes::from(bytes))]).boxed(),
        Step::Break => stream::iter([Err(std::io::Error::other("broken"))]).boxed(),
        Step::Hang => stream::pending::<Result<Bytes, std::io::Error>>().boxed(),
    });
    Body::from_stream(steps)
}
