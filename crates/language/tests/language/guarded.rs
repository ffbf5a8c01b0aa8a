//! Retries, the limit, the budget and prices, over real HTTP.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::future::join_all;
use language::{
    Anthropic, Budget, Error, Estimate, Guarded, Limiter, MicroDollars, OpenAi, Price, Prices,
    Provider, Purse, Refusal, Request, Reservation, Retry, Rules, Spent,
};
use serde_json::json;

use crate::{
    stand_in::{Reply, StandIn, Step},
    world::{chunks, completion, events, heard, message, request, structured},
};

const DOLLAR: MicroDollars = MicroDollars(1_000_000);
const PRICE: Price = Price {
    input: 1_000_000,
    output: 2_000_000,
    cache_read: Some(100_000),
    cache_write: None,
};

fn rules(budget: Arc<dyn Budget>) -> Rules<u32> {
    let prices = Prices::default().with("anthropic", "model-1", PRICE).with(
        "openai-compatible",
        "model-1",
        PRICE,
    );
    Rules {
        workspace: 7,
        limiter: Arc::new(Limiter::new(Limiter::<u32>::USUAL)),
        budget,
        prices: Arc::new(prices),
        retry: Retry {
            attempts: 4,
            first: Duration::from_millis(2),
            longest: Duration::from_secs(1),
        },
        chance: Arc::new(|| 0.5),
    }
}

fn guarded(stand_in: &StandIn, budget: Arc<dyn Budget>) -> Guarded<u32> {
    let openai = Arc::new(OpenAi::new(stand_in.connection()));
    Guarded::new(openai, rules(budget))
}

fn purse() -> Arc<Purse> {
    Arc::new(Purse::of(DOLLAR))
}

/// What a budget was asked and told.
#[derive(Default)]
struct Book(Mutex<Vec<String>>);

#[async_trait::async_trait]
impl Budget for Book {
    async fn reserve(&self, most: &Estimate) -> Result<Reservation, Refusal> {
        let mut lines = self.0.lock().unwrap();
        lines.push(format!(
            "reserve {} {} {:?}",
            most.provider,
            most.model,
            most.cost.map(|cost| cost.0)
        ));
        Ok(Reservation(lines.len() as u128))
    }

    async fn settle(&self, reservation: Reservation, spent: Spent) {
        self.0
            .lock()
            .unwrap()
            .push(format!("settle {} {spent:?}", reservation.0));
    }
}

#[tokio::test]
async fn the_busy_are_asked_again() {
    let busy = |status, headers: &[(&'static str, &str)]| {
        let reply = Reply::json(status, json!({"error": {"message": "later"}}));
        headers
            .iter()
            .fold(reply, |reply, (name, value)| reply.with(name, value))
    };
    for replies in [
        vec![
            busy(429, &[("retry-after", "0")]),
            busy(500, &[]),
            busy(529, &[]),
        ],
        vec![busy(429, &[]), busy(503, &[("retry-after-ms", "1")])],
        vec![],
    ] {
        let count = replies.len();
        let replies = replies
            .into_iter()
            .chain([Reply::json(200, completion("Hi."))]);
        let stand_in = StandIn::with(replies).await;
        let purse = purse();
        let answer = guarded(&stand_in, purse.clone())
            .complete(&request())
            .await
            .unwrap();
        assert_eq!(stand_in.asked().len(), count + 1);
        // 60 read anew, 40 from the cache, 20 written.
        assert_eq!(answer.cost, Some(MicroDollars(104)));
        assert_eq!(
            purse.left(),
            MicroDollars(1_000_000 - 104),
            "only what was used"
        );
    }
}

#[tokio::test]
async fn patience_ends() {
    let busy = || {
        Reply::json(
            529,
            json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}),
        )
    };
    let stand_in = StandIn::with((0..9).map(|_| busy())).await;
    let purse = purse();
    let answer = guarded(&stand_in, purse.clone()).complete(&request()).await;
    assert_eq!(answer, Err(Error::Busy { retry_after: None }));
    assert_eq!((stand_in.asked().len(), purse.left()), (4, DOLLAR));

    let stand_in = StandIn::with([busy().with("retry-after", "3600")]).await;
    let answer = guarded(&stand_in, purse.clone()).complete(&request()).await;
    assert_eq!(
        answer,
        Err(Error::Busy {
            retry_after: Some(Duration::from_secs(3_600))
        })
    );
    assert_eq!(
        (stand_in.asked().len(), purse.left()),
        (1, DOLLAR),
        "an hour is not waited"
    );
}

#[tokio::test]
async fn what_waiting_does_not_help_is_not_repeated() {
    for (status, spent) in [(400, 0), (401, 0), (404, 0), (402, 0)] {
        let stand_in = StandIn::with([Reply::json(status, json!({"error": "no"}))]).await;
        let purse = purse();
        assert!(
            guarded(&stand_in, purse.clone())
                .complete(&request())
                .await
                .is_err()
        );
        assert_eq!(
            (stand_in.asked().len(), purse.left().0),
            (1, DOLLAR.0 - spent),
            "{status}"
        );
    }
}

#[tokio::test]
async fn a_model_without_price_is_not_asked() {
    let stand_in = StandIn::with([]).await;
    let mut rules = rules(purse());
    rules.prices = Arc::new(Prices::shipped());
    let guarded = Guarded::new(Arc::new(OpenAi::new(stand_in.connection())), rules);
    let expected = Error::Budget(Refusal::NoPrice);
    assert_eq!(guarded.complete(&request()).await, Err(expected.clone()));
    assert_eq!(heard(&guarded, &request()).await.1, Err(expected.clone()));
    assert_eq!(guarded.embed(&["one".to_owned()]).await, Err(expected));
    assert!(stand_in.asked().is_empty());
}

#[tokio::test]
async fn an_empty_or_broken_budget_asks_nobody() {
    struct Broken;
    #[async_trait::async_trait]
    impl Budget for Broken {
        async fn reserve(&self, _: &Estimate) -> Result<Reservation, Refusal> {
            Err(Refusal::Away)
        }
        async fn settle(&self, _: Reservation, _: Spent) {}
    }
    let stand_in = StandIn::with([]).await;
    let budgets: [(Arc<dyn Budget>, Refusal); 2] = [
        (Arc::new(Purse::of(MicroDollars(100))), Refusal::Spent),
        (Arc::new(Broken), Refusal::Away),
    ];
    for (budget, refusal) in budgets {
        let answer = guarded(&stand_in, budget).complete(&request()).await;
        assert_eq!(answer, Err(Error::Budget(refusal)));
    }
    assert!(stand_in.asked().is_empty());
}

#[tokio::test]
async fn what_may_have_cost_is_spent() {
    let broken = chunks(&["Hi."]);
    let cases = [
        ("late", Reply::then(&broken[..200], Step::Hang)),
        ("broken", Reply::then(&broken[..200], Step::Break)),
        ("half", Reply::stream(&broken[..200], 50)),
    ];
    for (name, reply) in cases {
        let stand_in = StandIn::with([reply]).await;
        let mut connection = stand_in.connection();
        connection.silence = Duration::from_millis(40);
        let book = Arc::new(Book::default());
        let guarded = Guarded::new(Arc::new(OpenAi::new(connection)), rules(book.clone()));
        assert!(heard(&guarded, &request()).await.1.is_err(), "{name}");
        assert_eq!(book.0.lock().unwrap()[1..], ["settle 1 All"], "{name}");
        assert_eq!(stand_in.asked().len(), 1, "{name}");
    }
    let uncounted = json!({"choices": [{"message": {"content": "Hi."}, "finish_reason": "stop"}]});
    let stand_in = StandIn::with([Reply::json(200, uncounted)]).await;
    let book = Arc::new(Book::default());
    let answer = guarded(&stand_in, book.clone())
        .complete(&request())
        .await
        .unwrap();
    assert_eq!((answer.cost, answer.usage), (None, None));
    assert_eq!(book.0.lock().unwrap()[1..], ["settle 1 All"]);
}

/// Who stops listening or waiting has perhaps had it written: it stays reserved, which is
/// spent, and the place in the line is free.
#[tokio::test]
async fn what_is_given_up_stays_reserved() {
    let stand_in = StandIn::with([Reply::then(&chunks(&["Hi."])[..300], Step::Hang)]).await;
    let purse = purse();
    let mut rules = rules(purse.clone());
    rules.limiter = Arc::new(Limiter::new(1));
    let limiter = rules.limiter.clone();
    let guarded = Guarded::new(Arc::new(OpenAi::new(stand_in.connection())), rules);
    let pieces = guarded.stream(&request()).await.unwrap();
    let left = purse.left();
    assert!(left < DOLLAR);
    drop(pieces);
    assert_eq!(purse.left(), left);
    assert!(limiter.enter(&7).await.is_ok());

    let silent = StandIn::gated([], 0).await;
    let guarded = self::guarded(&silent, purse.clone());
    let request = request();
    let waiting = guarded.complete(&request);
    let given_up = tokio::time::timeout(Duration::from_millis(30), waiting).await;
    assert!(given_up.is_err() && purse.left() < left);
}

/// So that nothing waits for it, in any process.
#[tokio::test]
async fn what_is_given_up_is_settled_in_full() {
    let silent = StandIn::gated([], 0).await;
    let book = Arc::new(Book::default());
    let guarded = guarded(&silent, book.clone());
    let request = request();
    let waiting = guarded.complete(&request);
    let given_up = tokio::time::timeout(Duration::from_millis(30), waiting).await;
    assert!(given_up.is_err());
    tokio::task::yield_now().await;
    assert_eq!(book.0.lock().unwrap()[1..], ["settle 1 All"]);
}

#[tokio::test]
async fn a_stream_is_settled_at_its_end() {
    let stand_in = StandIn::with([
        Reply::json(529, json!({})),
        Reply::stream(&events(&["Hi."], "end_turn"), 30),
    ])
    .await;
    let book = Arc::new(Book::default());
    let guarded = Guarded::new(
        Arc::new(Anthropic::new(stand_in.connection())),
        rules(book.clone()),
    );
    let (texts, end) = heard(&guarded, &request()).await;
    // 415 read and 76 written.
    assert_eq!(
        (texts.concat().as_str(), end.unwrap().cost),
        ("Hi.", Some(MicroDollars(567)))
    );
    let lines = book.0.lock().unwrap().clone();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(
        lines[1],
        "settle 1 Known { tokens: 491, cost: MicroDollars(567) }"
    );
}

/// A reservation is a bound: bytes of the prompt as tokens, and the longest answer.
#[tokio::test]
async fn a_reservation_is_never_too_small() {
    let stand_in = StandIn::with([Reply::json(200, completion("Hi."))]).await;
    let book = Arc::new(Book::default());
    guarded(&stand_in, book.clone())
        .complete(&request())
        .await
        .unwrap();
    let line = book.0.lock().unwrap()[0].clone();
    let reserved: u64 = line
        .chars()
        .filter(char::is_ascii_digit)
        .collect::<String>()[1..]
        .parse()
        .unwrap();
    let prompt = request().prompt();
    let least = (prompt.system.len() + prompt.user.len()) as u64 + 2 * 4_096;
    assert!(reserved >= least && reserved < least + 2_000, "{line}");
}

#[tokio::test]
async fn an_answer_is_checked_after_it_is_paid() {
    let cases = [
        (message("{\"label\": 7}", "end_turn"), "Schema"),
        (message("not at all", "end_turn"), "Schema"),
        (message("{\"label\": \"a", "max_tokens"), "Cut"),
        (message("", "refusal"), "Declined"),
    ];
    for (body, expected) in cases {
        let stand_in = StandIn::with([Reply::json(200, body)]).await;
        let purse = purse();
        let guarded = Guarded::new(
            Arc::new(Anthropic::new(stand_in.connection())),
            rules(purse.clone()),
        );
        let error = guarded.complete(&structured()).await.unwrap_err();
        assert!(format!("{error:?}").starts_with(expected), "{error:?}");
        assert!(purse.left() < DOLLAR);
    }
    let stand_in =
        StandIn::with([Reply::json(200, message("{\"label\":\"a\"}", "end_turn"))]).await;
    let guarded = Guarded::new(
        Arc::new(Anthropic::new(stand_in.connection())),
        rules(purse()),
    );
    let answer = guarded.complete(&structured()).await.unwrap();
    assert_eq!(answer.value, Some(json!({"label": "a"})));
}

#[tokio::test]
async fn at_most_five_of_a_workspace_at_once() {
    let replies = (0..12).map(|_| Reply::json(200, completion("Hi.")));
    let stand_in = StandIn::gated(replies, 0).await;
    let guarded = Arc::new(guarded(&stand_in, purse()));
    let calls = (0..12).map(|_| {
        let guarded = guarded.clone();
        tokio::spawn(async move { guarded.complete(&request()).await })
    });
    let calls: Vec<_> = calls.collect();
    while stand_in.asked().len() < 5 {
        tokio::task::yield_now().await;
    }
    stand_in.gate.add_permits(12);
    let answers = join_all(calls).await;
    assert!(answers.into_iter().all(|answer| answer.unwrap().is_ok()));
    let most = stand_in
        .most_at_once
        .load(std::sync::atomic::Ordering::SeqCst);
    assert_eq!((most, stand_in.asked().len()), (5, 12));
}

#[tokio::test]
async fn a_prompt_that_is_too_long_asks_nobody() {
    let stand_in = StandIn::with([]).await;
    let mut request: Request = request();
    if let language::Task::Plain(prompt) = &mut request.task {
        prompt.user = "long ".repeat(30_000);
    }
    let purse = purse();
    let answer = guarded(&stand_in, purse.clone()).complete(&request).await;
    assert_eq!((answer, purse.left()), (Err(Error::TooLong), DOLLAR));
}

#[tokio::test]
async fn a_button_tells_whether_it_works() {
    let thinks = message("", "max_tokens");
    let stand_in = StandIn::with([Reply::json(200, thinks), Reply::json(401, json!({}))]).await;
    let guarded = Guarded::new(
        Arc::new(Anthropic::new(stand_in.connection())),
        rules(purse()),
    );
    assert_eq!(language::verify(&guarded).await, Ok(()));
    assert_eq!(stand_in.last().body["max_tokens"], 32);
    assert_eq!(language::verify(&guarded).await, Err(Error::Key));
    assert_eq!(language::verify(&language::Offline).await, Ok(()));
}
