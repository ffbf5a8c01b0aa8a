//! What cannot be brought about from outside: a reader that panics.

use std::time::Instant;

use super::{Halt, Run, run, start};
use crate::{
    imports::{
        import, import_local_file,
        reader::{on_a_thread, read},
        signatures::Signatures,
    },
    jobs::Stop,
    testing::{Mail, TestApp, mailbox},
};

#[tokio::test]
async fn a_reader_that_panics_fails_the_run_and_the_next_one_goes_on() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mails: Vec<Mail> = (0..1_200)
        .map(|n| {
            Mail::new(
                &format!("m{n}"),
                n % 300,
                "ada@kith.example",
                "Bo Lind <bo@lind.example>",
            )
        })
        .collect();
    let file = app.folder().join("given.mbox");
    std::fs::write(&file, mailbox(&mails)).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    let found = start(&app.kith, ada.workspace, id, 1).await.unwrap();
    let stop = Stop::new();
    let mut halted = Run {
        kith: &app.kith,
        workspace: ada.workspace,
        import: found.unwrap(),
        stop: &stop,
        clock: Instant::now(),
    };
    let path = app.kith.settings.import_file(id);
    let (mut batches, _) = read(path, None, Signatures::of_others(&[]));
    let first = batches.recv().await.unwrap();
    let reading = on_a_thread(move |sender| {
        sender.blocking_send(first).unwrap();
        panic!("a message that no parser has seen before");
    });
    let outcome = halted.store_all(reading).await;
    assert!(matches!(outcome, Err(Halt::Failed(_))));
    let stands = import(&mut app.scope(&ada).await, id).await.unwrap();
    assert_eq!((stands.state.as_str(), stands.stored), ("running", 500));
    run(&app.kith, ada.workspace, id, 1, &stop).await.unwrap();
    let done = import(&mut app.scope(&ada).await, id).await.unwrap();
    assert_eq!(
        (done.state.as_str(), done.stored, done.known),
        ("done", 1_200, 0)
    );
}
