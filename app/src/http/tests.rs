//! Security by enumeration: every page, every server function and every header, asked
//! as a stranger, as a reader, and as a member of another workspace.

mod catalogue;
mod forgery;
mod functions;
mod headers;
mod islands;
mod limits;
mod pages;
mod probes;
mod streams;

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .map(move |rest| rest.split(end).next().unwrap())
}
