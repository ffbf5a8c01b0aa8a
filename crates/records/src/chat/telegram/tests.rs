use super::*;

fn pieces(text: &str) -> Vec<(String, Option<Reason>)> {
    let mut slicer = Slicer::new(text.as_bytes(), is_chosen, ELEMENT_LIMIT);
    let mut found = Vec::new();
    while let Ok(Some(piece)) = slicer.next() {
        if let Piece::Element(unit) = piece {
            found.push((
                String::from_utf8_lossy(&unit.bytes).into_owned(),
                unit.fault,
            ));
        }
    }
    found
}

#[test]
fn messages_are_cut_out_whatever_is_in_them() {
    let text = r#"{"name":"]}{","messages":[{"text":"}] \" {","a":[{}]}, {"b":1}]}"#;
    let found = pieces(text);
    assert_eq!(
        found[0],
        (r#"{"text":"}] \" {","a":[{}]}"#.to_owned(), None)
    );
    assert_eq!(found[1], (r#"{"b":1}"#.to_owned(), None));
}

#[test]
fn a_file_that_is_cut_off_says_so() {
    let found = pieces(r#"{"messages":[{"a":1},{"text":"he"#);
    assert_eq!(found[1].1, Some(Reason::CutOff));
}

#[test]
fn deep_nesting_ends_the_file_and_not_the_program() {
    let text = format!("{{\"chats\":{}", "[".repeat(100_000));
    let mut slicer = Slicer::new(text.as_bytes(), is_chosen, ELEMENT_LIMIT);
    let mut last = slicer.next();
    while let Ok(Some(_)) = last {
        last = slicer.next();
    }
    assert!(last.is_err());
    let inside = format!("{{\"messages\":[{{\"a\":{}", "[".repeat(100_000));
    assert_eq!(pieces(&inside)[0].1, Some(Reason::CutOff));
}
