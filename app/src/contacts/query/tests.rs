//! Reading and printing queries.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{
    Birthday, Cause, Clause, Compare, Deed, Moment, NumberField, OwnAsked, OwnClause, OwnCompare,
    Priority, Query, State, Stretch, TextField, TextTest, Thing, TimeField, Unit, parse,
    parse_about, unmet, unmet_about,
};
use crate::fields::types::Subject;

#[test]
fn a_query_is_read_as_it_is_meant() {
    let query =
        parse("company:acme and (score>5 or not has:phone) and last<90d has:no-email").unwrap();
    let expected = Query::all(vec![
        Clause::Text(TextField::Company, TextTest::Has, "acme".to_owned()).into(),
        Query::any(vec![
            Clause::Number(NumberField::Score, Compare::More, 5.0).into(),
            Query::Not(Box::new(Clause::Has(Thing::Phone).into())),
        ]),
        Clause::Time(TimeField::Last, Compare::Less, Moment::Ago(90, Unit::Day)).into(),
        Clause::HasNo(Thing::Email).into(),
    ]);
    assert_eq!(query, expected);
}

#[test]
fn companies_know_only_fields_of_the_workspaces_own() {
    for text in ["tier:gold", "\"tier\":gold", "Tier:gold"] {
        let query = parse_about(Subject::Company, text).unwrap();
        assert_eq!(query.own_clauses().len(), 1, "{text}");
    }
    for text in [
        "title:boss",
        "score>5",
        "is:strong",
        "has:email",
        "has:no-email",
        "company-id:7",
        "birthday:soon",
    ] {
        let query = parse_about(Subject::Company, text).unwrap();
        assert_eq!(query.own_clauses().len(), 1, "{text}");
        let printed = query.to_string();
        assert_eq!(parse_about(Subject::Company, &printed).unwrap(), query);
        let problem = unmet_about(Subject::Company, &format!("acme {text}"), &[]).unwrap();
        assert!(problem.at >= 5, "{text}");
    }
    let problem = unmet_about(Subject::Company, "has:luck", &[]).unwrap();
    assert_eq!(
        problem.to_string(),
        "At character 5: “has” takes a field of your own."
    );
    assert!(parse_about(Subject::Company, "has>luck").is_err());
}

#[test]
fn what_was_read_is_printed_in_one_way() {
    for (typed, printed) in [
        ("", ""),
        ("  ada   BERG ", "ada BERG"),
        ("a AND b Or c", "(a b) or c"),
        ("a and (b and c)", "a b c"),
        ("a (b or c)", "a (b or c)"),
        ("-tag", "not tag"),
        ("--", "\"--\""),
        ("not (a b)", "not (a b)"),
        ("-is:archived", "not is:archived"),
        ("anna-lena", "anna-lena"),
        ("company:\"Acme & Co\"", "company:\"Acme & Co\""),
        ("org=Acme", "company=Acme"),
        ("name:\"a \\\"b\\\"\"", "name:\"a \\\"b\\\"\""),
        ("\"or\" \"x:y\"", "\"or\" \"x:y\""),
        ("<bo@lind.example>", "\"<bo@lind.example>\""),
        ("https://lind.example", "\"https://lind.example\""),
        ("10:30", "\"10:30\""),
        ("Score>=5.50", "score>=5.5"),
        ("created>2026-01", "created>2026-01"),
        ("added:30d", "created:last-30d"),
        ("birthday:next-30d", "birthday:next-30d"),
        ("birthday:may birthday:02-29", "birthday:may birthday:02-29"),
        ("birthday:1980", "birthday:1980"),
        (
            "anniversary:may anniversary>=2010",
            "anniversary:may anniversary>=2010",
        ),
        ("birthday<1980-05-01", "birthday<1980-05-01"),
        ("is:Archived never:contacted", "is:archived never:contacted"),
        (
            "Priority=High -priority:low",
            "priority:high not priority:low",
        ),
        ("priority!=normal", "priority!=normal"),
        ("\"priority\":urgent", "\"priority\":urgent"),
        ("Shoe_size>=42", "shoe_size>=42"),
        ("\"shoe\"=\"a b\"", "shoe=\"a b\""),
        ("\"Shoe size\":42", "\"Shoe size\":42"),
        ("\"company\"!=x", "\"company\"!=x"),
        ("\"a\" :b", "a \":b\""),
        (
            "has:Size has:no-\"Shoe size\"",
            "has:Size has:\"no-Shoe size\"",
        ),
        ("\"tag\":* size!=*", "\"tag\":* has:no-size"),
    ] {
        let query = parse(typed).map_err(|problem| problem.to_string());
        assert_eq!(
            query.map(|query| query.to_string()).as_deref(),
            Ok(printed),
            "{typed}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_place() {
    let deep = format!("{}a{}", "(".repeat(30), ")".repeat(30));
    for (typed, place, begins) in [
        ("score>high", 6, "“score” takes a number"),
        ("last<soon", 5, "“last” takes a time"),
        ("last<2026-13", 5, "“last” takes a time"),
        ("is:happy", 3, "“is” takes strong, fading"),
        ("has>phone", 0, "“has” is compared by"),
        ("\"a b\":", 0, "a value is missing"),
        ("name>a", 0, "“name” is compared by"),
        ("priority>low", 0, "“priority” is compared by"),
        (
            "a priority:urgent",
            11,
            "“priority” takes high, normal, low",
        ),
        ("is>archived", 0, "“is” is compared by"),
        ("birthday>next-week", 9, "“birthday” takes a year"),
        ("a company:", 2, "a value is missing"),
        ("company:\"\"", 8, "a value is missing"),
        ("a \"b c", 2, "this quote does not end"),
        ("a (b or c", 2, "this bracket is not closed"),
        ("a)", 1, "this bracket was not opened"),
        ("a or", 2, "something is missing"),
        ("and a", 0, "something is missing"),
        ("a not", 2, "something is missing"),
        ("()", 1, "something is missing"),
        (&deep, 20, "too many brackets"),
    ] {
        let problem = parse(typed).expect_err(typed);
        assert_eq!(problem.at, place, "{typed}");
        let words = problem.cause.to_string();
        assert!(words.starts_with(begins), "{typed}: {words}");
    }
    let unknown = unmet("ä colour:red has:no-luck", &[]).unwrap();
    assert_eq!((unknown.at, unknown.length), (2, 6));
    assert_eq!(unknown.cause, Cause::UnknownField("colour".to_owned()));
    let long = parse(&"a ".repeat(1_500)).unwrap_err();
    assert_eq!((long.at, long.cause), (2_000, Cause::TooLong));
}

#[test]
fn stretches_are_whole_days() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let today = day("2026-03-02");
    for (written, first, after) in [
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-02", "2026-02-01", "2026-03-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("today", "2026-03-02", "2026-03-03"),
        ("yesterday", "2026-03-01", "2026-03-02"),
        ("this-week", "2026-03-02", "2026-03-09"),
        ("last-month", "2026-02-01", "2026-03-01"),
        ("next-year", "2027-01-01", "2028-01-01"),
        ("last-30d", "2026-01-31", "2026-03-03"),
        ("next-1m", "2026-03-02", "2026-04-03"),
    ] {
        let stretch = Stretch::parse(written).unwrap();
        assert_eq!(stretch.days(today), (day(first), day(after)), "{written}");
        assert_eq!(stretch.to_string(), written);
    }
}

fn choice<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn units() -> impl Strategy<Value = Unit> {
    choice(&[Unit::Day, Unit::Week, Unit::Month, Unit::Year])
}

fn absolute() -> impl Strategy<Value = Stretch> {
    let day = (1..9_999i32, 1..366u32)
        .prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).unwrap_or_default());
    prop_oneof![
        (1..9_999i32).prop_map(Stretch::Year),
        (1..9_999i32, 1..=12u32).prop_map(|(year, month)| Stretch::Month(year, month)),
        day.prop_map(Stretch::Day),
    ]
}

fn relative() -> impl Strategy<Value = Stretch> {
    let calendar = || choice(&[Unit::Week, Unit::Month, Unit::Year]);
    prop_oneof![
        choice(&[Stretch::Today, Stretch::Yesterday, Stretch::Tomorrow]),
        calendar().prop_map(Stretch::This),
        calendar().prop_map(Stretch::Last),
        calendar().prop_map(Stretch::Next),
        (0..36_500u32, units()).prop_map(|(count, unit)| Stretch::Past(count, unit)),
        (0..36_500u32, units()).prop_map(|(count, unit)| Stretch::Coming(count, unit)),
    ]
}

fn ordered() -> impl Strategy<Value = Compare> {
    choice(&[
        Compare::Less,
        Compare::AtMost,
        Compare::AtLeast,
        Compare::More,
    ])
}

fn texts() -> impl Strategy<Value = String> {
    "\\PC{1,12}".prop_filter("not blank", |text| !text.trim().is_empty())
}

fn own(name: &str, asked: OwnAsked) -> Clause {
    Clause::Own(OwnClause {
        name: name.trim().to_owned(),
        asked,
    })
}

fn clauses() -> impl Strategy<Value = Clause> {
    let moments = prop_oneof![absolute(), relative()].prop_map(Moment::In);
    let birthdays = prop_oneof![
        relative().prop_map(Birthday::Falls),
        (prop_oneof![ordered(), Just(Compare::Equal)], absolute())
            .prop_map(|(compare, stretch)| Birthday::Born(compare, stretch)),
        (1..=12u32, proptest::option::of(1..=28u32))
            .prop_map(|(month, day)| Birthday::Each(month, day)),
    ];
    prop_oneof![
        (choice(TextField::ALL), choice(TextTest::ALL), texts())
            .prop_map(|(field, test, text)| Clause::Text(field, test, text)),
        (
            choice(NumberField::ALL),
            choice(Compare::ALL),
            0..100_000u32
        )
            .prop_map(|(field, compare, n)| Clause::Number(
                field,
                compare,
                f64::from(n) / 100.0
            )),
        (choice(TimeField::ALL), ordered(), 0..36_500u32, units()).prop_map(
            |(field, compare, n, unit)| Clause::Time(field, compare, Moment::Ago(n, unit))
        ),
        (
            choice(TimeField::ALL),
            prop_oneof![ordered(), Just(Compare::Equal)],
            moments
        )
            .prop_map(|(field, compare, moment)| Clause::Time(field, compare, moment)),
        (any::<bool>(), birthdays).prop_map(|(is_born, day)| match is_born {
            true => Clause::Birthday(day),
            false => Clause::Anniversary(day),
        }),
        (any::<bool>(), choice(Priority::ALL))
            .prop_map(|(is_so, priority)| Clause::Priority(is_so, priority)),
        choice(State::ALL).prop_map(Clause::Is),
        choice(Thing::ALL).prop_map(Clause::Has),
        choice(Thing::ALL).prop_map(Clause::HasNo),
        choice(Deed::ALL).prop_map(Clause::Never),
        (
            texts(),
            choice(OwnCompare::ALL),
            texts().prop_filter("not any", |text| text != "*")
        )
            .prop_map(|(name, compare, value)| own(&name, OwnAsked::Compares(compare, value))),
        (texts(), any::<bool>()).prop_map(|(name, is_there)| own(
            &name,
            if is_there {
                OwnAsked::Has
            } else {
                OwnAsked::HasNo
            }
        )),
        any::<u128>().prop_map(|id| Clause::CompanyId(uuid::Uuid::from_u128(id))),
    ]
}

fn queries() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![
        clauses().prop_map(Query::Clause),
        texts().prop_map(Query::Text)
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|query| Query::Not(Box::new(query))),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Query::all),
            proptest::collection::vec(inner, 1..4).prop_map(Query::any),
        ]
    })
}

/// Groups of nothing are only meant where nothing else is.
fn is_whole(query: &Query) -> bool {
    match query {
        Query::All(parts) | Query::Any(parts) => !parts.is_empty() && parts.iter().all(is_whole),
        Query::Not(inner) => is_whole(inner),
        Query::Clause(_) | Query::Text(_) => true,
    }
}

proptest! {
    #[test]
    fn printing_and_reading_give_the_same_query(query in queries()) {
        prop_assume!(query.is_everybody() || is_whole(&query));
        prop_assert_eq!(parse(&query.to_string()), Ok(query));
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC*") {
        if let Err(problem) = parse(&text) {
            prop_assert!(problem.at <= text.chars().count());
        }
    }

    #[test]
    fn nothing_like_a_query_is_too_odd(
        text in "((name|score|last|birthday|is|has|x|\"y z\"|no-)?(:|<|>=|!=)?(-|\"|\\(|\\)| |and|or|not|[0-9]{1,9}[dwmy]?|next-|é|\\\\)){0,12}"
    ) {
        if let Ok(query) = parse(&text) {
            prop_assert_eq!(parse(&query.to_string()), Ok(query));
        }
    }
}
