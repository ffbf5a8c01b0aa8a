//! Tells open pages to load again, over the web socket that leptos' `AutoReload` opens.

use anyhow::{Context, Result};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use tungstenite::{Message, WebSocket};

pub const PORT: u16 = 3001;

#[derive(Clone, Default)]
pub struct Pages(Arc<Mutex<Vec<WebSocket<TcpStream>>>>);

impl Pages {
    pub fn listen() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT))
            .with_context(|| format!("port {PORT} is taken; does another `dev` run?"))?;
        Ok(Self::of(listener))
    }

    fn of(listener: TcpListener) -> Self {
        let pages = Self::default();
        let accepting = pages.clone();
        thread::spawn(move || accepting.accept(&listener));
        pages
    }

    /// Pages that were closed meanwhile are forgotten.
    pub fn reload(&self) {
        let mut sockets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sockets.retain_mut(|socket| socket.send(Message::text(r#"{"all":true}"#)).is_ok());
    }

    fn accept(&self, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            if let Ok(socket) = tungstenite::accept(stream) {
                let mut sockets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                sockets.push(socket);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn an_open_page_hears_of_a_change() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let pages = Pages::of(listener);
        let stream = TcpStream::connect(address).unwrap();
        let address = format!("ws://{address}/live_reload");
        let (mut page, _) = tungstenite::client(address, stream).unwrap();
        let deadline = Instant::now() + Duration::from_secs(5);
        while pages.0.lock().unwrap().is_empty() && Instant::now() < deadline {
            thread::yield_now();
        }
        pages.reload();
        assert_eq!(page.read().unwrap(), Message::text(r#"{"all":true}"#));
    }
}
