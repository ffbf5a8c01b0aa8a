//! The prompts that come along, filled with an example each. A change of a file is a new file
//! with the next number, so these stand still.

use language::{ClassifyRequest, Label, Language, Request, SummaryRequest, Task};

use crate::world::to_bo;

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
