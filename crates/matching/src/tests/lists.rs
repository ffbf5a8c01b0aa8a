//! Lists from files, as the tool reads them and writes what it found.

use crate::file::{Choice, List, write_clusters, write_pairs};
use crate::{clusters, match_all};

const LEFT: &str = "\
Key,First,Last,Mail,Town,Insured
a1,Michael,Turner,mike.turner@gmail.com,Leeds,AB123456
a2,Ida,Okafor,ida@okafor.net,Lyon,CD999999
a3,Wei,Zhang,wei.zhang@hooli.com,Oslo,EF555555
a4,Mike,Turner,miketurner@gmail.com,Leeds,AB123456
";
const RIGHT: &str = "\
Key,First,Last,Mail,Town,Insured
b1,Mike,Turner,mike.turner+news@gmail.com,Leeds,AB123456
b2,Wei,Zhao,wei.zhao@hooli.com,Oslo,XY555555
b3,Ruth,Strand,ruth@strand.org,Graz,ZZ111111
";
const COLUMNS: [&str; 5] = [
    "id=Key",
    "given_name=First",
    "family_name=Last",
    "email=Mail",
    "city=Town",
];

fn list(columns: &[&str], extras: &[&str], text: &str, other: Option<&str>) -> List {
    let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let choice = Choice::parse(&owned(columns), &owned(extras)).unwrap();
    List::read(&choice, text.as_bytes(), other.map(str::as_bytes)).unwrap()
}

fn pairs(list: &List, threshold: f64, explained: bool) -> Vec<String> {
    let found = match_all(&list.table, threshold, list.border);
    let mut out = vec![];
    let model = explained.then_some(&found.model);
    write_pairs(list, &found.pairs, model, &mut out).unwrap();
    lines(&out)
}

fn people(list: &List) -> Vec<String> {
    let found = match_all(&list.table, 0.5, list.border);
    let mut out = vec![];
    write_clusters(
        list,
        &clusters(&list.table, &found.model, &found.pairs),
        &mut out,
    )
    .unwrap();
    lines(&out)
}

fn lines(out: &[u8]) -> Vec<String> {
    let text = String::from_utf8(out.to_vec()).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn one_list_gives_its_pairs_and_its_people() {
    let list = list(&COLUMNS, &["Insured=exact"], LEFT, None);
    let found = pairs(&list, 0.5, false);
    assert_eq!(found[0], "id_a,id_b,probability");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].starts_with("a1,a4,0.9") || found[1].starts_with("a1,a4,1"));
    let told = pairs(&list, 0.5, true);
    assert_eq!(told[0], "id_a,id_b,probability,evidence");
    assert!(told[1].contains("given name"), "{told:?}");
    assert_eq!(
        people(&list),
        ["id,cluster", "a1,1", "a2,2", "a3,3", "a4,1"]
    );
}

#[test]
fn linked_lists_give_pairs_across_the_two_alone() {
    let list = list(&COLUMNS, &["Insured=exact"], LEFT, Some(RIGHT));
    let found = pairs(&list, 0.5, false);
    assert!(found.len() > 1, "{found:?}");
    for pair in &found[1..] {
        let sides: Vec<&str> = pair.split(',').collect();
        assert!(
            sides[0].starts_with('a') && sides[1].starts_with('b'),
            "{pair}"
        );
        assert_eq!(sides[1], "b1", "Wei Zhang is not Wei Zhao: {pair}");
    }
    let people = people(&list);
    assert_eq!(people[0], "id,cluster,list");
    assert_eq!(people.len(), 8, "{people:?}");
    assert_eq!(people.iter().filter(|line| line.ends_with(",b")).count(), 3);
}

#[test]
fn the_threshold_keeps_what_is_less_probable_out() {
    let list = list(&COLUMNS, &[], LEFT, None);
    let all = pairs(&list, 0.0, false);
    let chance = |line: &String| -> f64 { line.rsplit(',').next().unwrap().parse().unwrap() };
    for threshold in [0.2, 0.5, 0.95] {
        let expected = all[1..].iter().filter(|line| chance(line) >= threshold);
        let found = pairs(&list, threshold, false);
        assert_eq!(
            found[1..].iter().collect::<Vec<_>>(),
            expected.collect::<Vec<_>>(),
            "{threshold}"
        );
    }
}

#[test]
fn each_way_of_comparing_a_further_column_speaks_for_one_person() {
    for (how, one, other) in [
        ("exact", "AB-1203-X", "AB-1203-X"),
        ("text", "Likes sailing in Malmö", "likes sailing in Malmo"),
        ("number", "120377", "120377"),
        ("date", "3 May 2019", "2019-05-03"),
    ] {
        let chance = |second: &str| -> f64 {
            let mut text = "Key,Name,More\n".to_owned();
            text += &format!("1,Ann Lee,{one}\n2,Ann Lee,{second}\n");
            for number in 0..60 {
                text += &format!("s{number},Person Number{number},{}\n", 1_000 + number);
            }
            let extra = format!("More={how}");
            let list = list(&["id=Key", "name=Name"], &[&extra], &text, None);
            let found = match_all(&list.table, 0.0, None);
            let pair = found
                .pairs
                .iter()
                .find(|pair| (pair.one, pair.other) == (0, 1));
            pair.map_or(0.0, |pair| pair.probability)
        };
        let (same, different) = (chance(other), chance("Something else 77 of 1901"));
        assert!(same > different, "{how}: {same} and {different}");
    }
}

#[test]
fn columns_are_recognised_by_their_names_and_values() {
    let named = LEFT.replace(
        "Key,First,Last,Mail,Town",
        "id,first name,surname,e-mail,city",
    );
    let list = list(&[], &["Insured=exact"], &named, None);
    assert_eq!(list.id(0), "a1");
    assert_eq!(pairs(&list, 0.5, false).len(), 2);
}
