//! `GET /events`: what happens in the viewer's workspace, as server-sent events.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::{Stream, StreamExt, stream};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::Notice;
use crate::context::Viewer;

pub async fn stream(
    Extension(viewer): Extension<Viewer>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let workspace = viewer.workspace;
    let hub = viewer.kith.hub;
    let notices = stream::unfold(hub.subscribe(), next_notice)
        .take_until(hub.closed())
        .filter(move |notice| std::future::ready(notice.workspace == workspace))
        .map(|notice| {
            Ok(Event::default()
                .event(notice.kind)
                .data(notice.subject.to_string()))
        });
    Sse::new(notices).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

async fn next_notice(mut receiver: Receiver<Notice>) -> Option<(Notice, Receiver<Notice>)> {
    loop {
        match receiver.recv().await {
            Ok(notice) => return Some((notice, receiver)),
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}
