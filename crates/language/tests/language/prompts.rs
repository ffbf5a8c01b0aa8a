//! The prompts that come along, filled with an example each. A change of a file is a new file
//! with the next number, so these stand still.

use std::path::{Path, PathBuf};

use language::{
    Anthropic, ClassifyRequest, Direction, Label, Language, Promise, Request, SummaryRequest, Task,
    Touch, TouchKind, verify,
};

use crate::{
    stand_in::{Reply, StandIn},
    world::{day, message, to_bo},
};

fn shown(task: Task) -> String {
    let prompt = Request::new(task).prompt();
    format!(
        "{}\n\n=== system\n{}\n\n=== user\n{}\n",
        prompt.version, prompt.system, prompt.user
    )
}

#[test]
fn a_draft() {
    let mut request = to_bo();
    request.instruction = Some("Mention the boat.".to_owned());
    request.promises = vec![Promise {
        by: Direction::In,
        day: day("2026-09-14"),
        what: "I'll send you the plans.".to_owned(),
        subject: "The plans".to_owned(),
    }];
    request.contacts = vec![
        Touch {
            kind: TouchKind::Mail,
            direction: Some(Direction::In),
            day: day("2026-09-14"),
            subject: "The plans".to_owned(),
        },
        Touch {
            kind: TouchKind::Meeting,
            direction: None,
            day: day("2026-09-08"),
            subject: String::new(),
        },
    ];
    insta::assert_snapshot!(shown(Task::Draft(request)));
}

#[test]
fn a_summary() {
    let request = SummaryRequest {
        language: Language::German,
        messages: to_bo().thread,
        most: 3,
    };
    insta::assert_snapshot!(shown(Task::Summary(request)));
}

#[test]
fn labels() {
    let request = ClassifyRequest {
        text: to_bo().thread[0].text.clone(),
        labels: Label::known()[..3].to_vec(),
    };
    insta::assert_snapshot!(shown(Task::Classify(request)));
}

#[test]
fn tags() {
    let label = |name: &str, meaning: &str| Label {
        name: name.to_owned(),
        meaning: meaning.to_owned(),
        phrases: Vec::new(),
    };
    let request = ClassifyRequest {
        text: "title: Boatbuilder\ncompany: Lind & Sons\nplace: Ystad, Sweden\nsubject: The mast"
            .to_owned(),
        labels: vec![
            label("Craft", "Their title says “boatbuilder” or “carpenter…”."),
            label("Sweden", "Their place says “Sweden”."),
        ],
    };
    insta::assert_snapshot!(shown(Task::Tags(request)));
}

#[tokio::test]
async fn whether_it_works() {
    let stand_in = StandIn::with([Reply::json(200, message("ok", "end_turn"))]).await;
    verify(&Anthropic::new(stand_in.connection()))
        .await
        .unwrap();
    let asked = stand_in.last().body;
    let text = format!(
        "verify.v1\n\n=== system\n{}\n\n=== user\n{}\n",
        asked["system"].as_str().unwrap(),
        asked["messages"][0]["content"].as_str().unwrap(),
    );
    insta::assert_snapshot!(text);
}

/// `NAME.vN.md`, wherever in the sources it lies.
fn prompts_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            found.extend(prompts_in(&path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            found.push(name.to_owned());
        }
    }
    found
}

#[test]
fn each_prompt_has_a_version_and_a_recorded_example() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let prompts = prompts_in(&here.join("src"));
    assert_eq!(prompts.len(), 5, "{prompts:?}");
    let examples = std::fs::read_dir(here.join("tests/language/snapshots")).unwrap();
    let examples: Vec<String> = examples
        .map(|example| std::fs::read_to_string(example.unwrap().path()).unwrap())
        .collect();
    for prompt in prompts {
        let version = prompt
            .rsplit_once(".v")
            .map(|(_, number)| number.parse::<u32>());
        assert!(matches!(version, Some(Ok(1..))), "{prompt}");
        let is_shown = |example: &String| example.lines().any(|line| line == prompt);
        assert!(examples.iter().any(is_shown), "{prompt} has no example");
    }
}
