//! `kith match` as a user runs it: the real binary, without database and data folder.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const LIST: &str = "\
Key,First,Last,Mail,Insured
a1,Michael,Turner,mike.turner@gmail.com,AB123456
a2,Ida,Okafor,ida@okafor.net,CD999999
a3,Mike,Turner,miketurner@gmail.com,AB123456
";
const OTHER: &str = "\
Key,First,Last,Mail,Insured
b1,Mike,Turner,mike.turner+news@gmail.com,AB123456
b2,Ruth,Strand,ruth@strand.org,ZZ111111
";
const COLUMNS: &str = "id=Key,given_name=First,family_name=Last,email=Mail";

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(TempDir::new().unwrap());
        std::fs::write(desk.path("list.csv"), LIST).unwrap();
        std::fs::write(desk.path("other.csv"), OTHER).unwrap();
        desk
    }

    fn path(&self, name: &str) -> String {
        let path: &Path = self.0.path();
        path.join(name).to_str().unwrap().to_owned()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn kith(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_kith"))
            .args(arguments)
            .current_dir(self.0.path())
            .env_clear()
            .env("KITH_DATA_DIR", "/nowhere/that/exists")
            .env("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")
            .output()
            .unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn pairs_and_people_go_where_they_are_wanted() {
    let desk = Desk::new();
    let asked = [
        "match",
        "list.csv",
        "--columns",
        COLUMNS,
        "--extra",
        "Insured=exact",
    ];
    let wanted = [
        "--threshold",
        "0.5",
        "--out",
        "pairs.csv",
        "--clusters",
        "people.csv",
    ];
    let done = desk.kith(&[&asked[..], &wanted[..], &["--json"]].concat());
    assert!(done.status.success(), "{}", text(&done.stderr));
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(
        (&report["records"], &report["pairs"], &report["people"]),
        (&3.into(), &1.into(), &2.into()),
        "{report}"
    );
    assert_eq!(report["left_apart"], 0);
    let pairs = desk.read("pairs.csv");
    assert!(
        pairs.starts_with("id_a,id_b,probability\na1,a3,"),
        "{pairs}"
    );
    assert_eq!(desk.read("people.csv"), "id,cluster\na1,1\na2,2\na3,1\n");
    let done = desk.kith(&[&asked[..], &["--threshold", "0.5"]].concat());
    assert_eq!(
        text(&done.stdout),
        pairs,
        "without --out on standard output"
    );
    assert!(text(&done.stderr).contains("1 pairs found"));
}

#[test]
fn two_lists_are_linked() {
    let desk = Desk::new();
    let done = desk.kith(&[
        "match",
        "list.csv",
        "--columns",
        COLUMNS,
        "--link",
        "other.csv",
        "--threshold",
        "0.5",
        "--clusters",
        "people.csv",
    ]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let pairs = text(&done.stdout);
    assert!(
        pairs.lines().skip(1).all(|pair| pair.contains(",b1,")),
        "{pairs}"
    );
    let people = desk.read("people.csv");
    assert!(people.starts_with("id,cluster,list\na1,1,a\n"), "{people}");
    assert!(people.ends_with(",b\n"), "{people}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let desk = Desk::new();
    std::fs::write(desk.path("empty.csv"), "").unwrap();
    for (arguments, because) in [
        (&["match", "nothing.csv"][..], "opening nothing.csv"),
        (&["match", "empty.csv"], "empty"),
        (
            &["match", "list.csv", "--columns", "email=Post"],
            "no column is named",
        ),
        (
            &["match", "list.csv", "--extra", "Insured=fuzzy"],
            "NAME=exact",
        ),
        (&["match", "list.csv", "--threshold", "2"], "from 0 to 1"),
    ] {
        let done = desk.kith(arguments);
        let complaint = text(&done.stderr);
        assert!(!done.status.success(), "{arguments:?}");
        assert!(complaint.contains(because), "{arguments:?}: {complaint}");
    }
}
