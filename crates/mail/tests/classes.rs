//! The labelled messages are given their class at least as often as is promised: 98 of 100.

#[path = "../examples/support/classes.rs"]
mod classes;

use classes::Confusion;

#[test]
fn classes_are_right_as_often_as_promised() {
    let messages = classes::messages();
    assert!(messages.len() >= 400, "{} messages", messages.len());
    for is_held_out in [false, true] {
        let mut confusion = Confusion::default();
        messages
            .iter()
            .filter(|message| message.is_held_out == is_held_out)
            .for_each(|message| confusion.add(message));
        let (accuracy, misses) = (confusion.accuracy(), confusion.misses.join("\n"));
        assert!(
            accuracy >= 98.0,
            "{accuracy:.1} %\n{misses}\n{:?}",
            confusion.table
        );
    }
}
