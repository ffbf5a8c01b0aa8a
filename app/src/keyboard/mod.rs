//! The palette (`Cmd/Ctrl-K`) and the keys that work everywhere: `/` searches,
//! `g` and a letter goes somewhere, `?` shows all keys. One island on every page of
//! members; without scripts the search form and the navigation do the same.

mod entries;
#[cfg(feature = "hydrate")]
mod keys;

use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::search::actions::Found;
use entries::{KEYS, places};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "only a browser opens it")
)]
enum Open {
    #[default]
    Nothing,
    Palette,
    Help,
}

#[derive(Clone, Copy)]
struct Palette {
    open: RwSignal<Open>,
    query: RwSignal<String>,
    found: RwSignal<Vec<Found>>,
    chosen: RwSignal<usize>,
}

impl Palette {
    fn new() -> Self {
        Self {
            open: RwSignal::new(Open::Nothing),
            query: RwSignal::new(String::new()),
            found: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(0),
        }
    }

    /// What fits the letters: found people first, then places to go.
    fn entries(self) -> Vec<Found> {
        let query = self.query.get().to_lowercase();
        let places = places()
            .into_iter()
            .filter(|place| place.label.to_lowercase().contains(&query));
        self.found.get().into_iter().chain(places).collect()
    }

    fn close(self) {
        self.open.set(Open::Nothing);
        self.ask(String::new());
    }

    fn ask(self, query: String) {
        if query.trim().is_empty() {
            self.found.set(Vec::new());
        }
        self.query.set(query);
        self.chosen.set(0);
    }

    fn move_by(self, step: isize) {
        let count = self.entries().len().max(1);
        self.chosen
            .update(|chosen| *chosen = chosen.saturating_add_signed(step).min(count - 1));
    }

    fn on_key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => self.move_by(1),
            "ArrowUp" => self.move_by(-1),
            "Enter" => self.go(),
            _ => return,
        }
        event.prevent_default();
    }

    fn go(self) {
        if let Some(entry) = self.entries().into_iter().nth(self.chosen.get_untracked()) {
            go_to(&entry.href);
        }
    }
}

#[cfg(feature = "hydrate")]
use keys::{go_to, search_later};

#[cfg(not(feature = "hydrate"))]
fn go_to(_: &str) {}

#[cfg(not(feature = "hydrate"))]
fn search_later(_: Palette) {}

#[island]
pub fn Keyboard() -> impl IntoView {
    let palette = Palette::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let input = NodeRef::<html::Input>::new();
    #[cfg(feature = "hydrate")]
    keys::listen(palette, dialog, input);
    view! {
        <dialog
            class="palette"
            node_ref=dialog
            aria-label="Go, do, find"
            on:close=move |_| palette.close()
        >
            {move || match palette.open.get() {
                Open::Nothing => ().into_any(),
                Open::Help => help().into_any(),
                Open::Palette => list(palette, input).into_any(),
            }}
        </dialog>
    }
}

fn list(palette: Palette, input: NodeRef<html::Input>) -> impl IntoView {
    view! {
        <input
            class="palette-input"
            node_ref=input
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-entries"
            aria-activedescendant=move || format!("palette-{}", palette.chosen.get())
            aria-label="Find a person, a company or a page"
            placeholder="Find a person, a company or a page"
            autocomplete="off"
            prop:value=palette.query
            on:input=move |event| {
                palette.ask(event_target_value(&event));
                search_later(palette);
            }
            on:keydown=move |event| palette.on_key(&event)
        />
        <ul class="palette-entries" id="palette-entries" role="listbox" aria-label="Found">
            {move || palette.entries().into_iter().enumerate().map(|(index, entry)| {
                let is_chosen = move || palette.chosen.get() == index;
                view! {
                    <li
                        id=format!("palette-{index}")
                        role="option"
                        class="palette-entry"
                        aria-selected=move || is_chosen().to_string()
                        data-href=entry.href.clone()
                        on:click=move |_| go_to(&entry.href)
                    >
                        <span dir="auto">{entry.label}</span>
                        <span class="palette-detail" dir="auto">{entry.detail}</span>
                    </li>
                }
            }).collect::<Vec<_>>()}
        </ul>
    }
}

fn help() -> impl IntoView {
    let keys = KEYS.iter().map(|(keys, words)| {
        view! {
            <div class="palette-key"><dt><kbd class="kbd">{*keys}</kbd></dt><dd>{*words}</dd></div>
        }
    });
    view! {
        <h2 class="palette-title">"Keys"</h2>
        <dl class="palette-keys">{keys.collect::<Vec<_>>()}</dl>
    }
}
