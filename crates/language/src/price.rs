//! What tokens cost. The list that comes along has a date and goes stale; the caller's own
//! entries go first. A model that is not in it has no price, which is not a price of nothing.

use serde::{Deserialize, Serialize};

use crate::{error::Error, provider::Usage};

/// Millionths of a US dollar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MicroDollars(pub u64);

/// Micro-dollars for a million tokens: 3 dollars for a million are 3,000,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub input: u64,
    pub output: u64,
    /// As input, where it is not said.
    #[serde(default)]
    pub cache_read: Option<u64>,
    #[serde(default)]
    pub cache_write: Option<u64>,
}

impl Price {
    /// Rounded up.
    pub fn of(&self, usage: &Usage) -> MicroDollars {
        let parts = [
            (usage.input, self.input),
            (usage.output, self.output),
            (usage.cache_read, self.cache_read.unwrap_or(self.input)),
            (usage.cache_write, self.cache_write.unwrap_or(self.input)),
        ];
        let sum: u128 = parts
            .iter()
            .map(|(tokens, price)| u128::from(*tokens) * u128::from(*price))
            .sum();
        MicroDollars(u64::try_from(sum.div_ceil(1_000_000)).unwrap_or(u64::MAX))
    }

    /// At most, whether the input is written to a cache or not.
    pub(crate) fn at_most(&self, input: u64, output: u64) -> MicroDollars {
        let dearest = self.input.max(self.cache_write.unwrap_or_default());
        let all = Self {
            input: dearest,
            ..*self
        };
        all.of(&Usage {
            input,
            output,
            ..Usage::default()
        })
    }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// The day on which they were looked up.
    #[serde(default)]
    pub as_of: String,
    models: Vec<Listed>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Listed {
    provider: String,
    model: String,
    #[serde(flatten)]
    price: Price,
}

impl Prices {
    /// The list that comes along, `prices.json`.
    pub fn shipped() -> Self {
        serde_json::from_str(include_str!("../prices.json")).unwrap_or_default()
    }

    /// A list of the same form as `prices.json`.
    pub fn read(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json)
            .map_err(|error| Error::Request(format!("prices: line {}", error.line())))
    }

    /// These before the others.
    #[must_use]
    pub fn over(mut self, others: Self) -> Self {
        self.models.extend(others.models);
        self
    }

    /// With a price of one's own, such as nothing for a model on an own machine.
    #[must_use]
    pub fn with(mut self, provider: &str, model: &str, price: Price) -> Self {
        let listed = Listed {
            provider: provider.to_owned(),
            model: model.to_owned(),
            price,
        };
        self.models.insert(0, listed);
        self
    }

    /// By the model's name, with or without the day of its version.
    pub fn price(&self, provider: &str, model: &str) -> Option<Price> {
        if provider == crate::offline::NAME {
            return Some(Price::default());
        }
        let find = |name: &str| {
            let mut listed = self.models.iter();
            listed.find(|listed| listed.provider == provider && listed.model == name)
        };
        find(model)
            .or_else(|| find(without_day(model)?))
            .map(|listed| listed.price)
    }
}

/// `claude-sonnet-4-5-20250929` and `gpt-4o-2024-08-06` without their days.
fn without_day(model: &str) -> Option<&str> {
    let day = model.rfind(|letter: char| !letter.is_ascii_digit() && letter != '-')? + 1;
    let cut = [9, 11].into_iter().find_map(|length| {
        let at = model.len().checked_sub(length).filter(|at| *at >= day)?;
        let digits = model.get(at..)?.strip_prefix('-')?;
        let count = digits.bytes().filter(u8::is_ascii_digit).count();
        (count == 8).then_some(at)
    })?;
    model.get(..cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_list_is_read() {
        let prices = Prices::shipped();
        assert!(prices.models.len() > 20);
        let sonnet = prices.price("anthropic", "claude-sonnet-4-5-20250929");
        assert_eq!(sonnet.unwrap().input, 3_000_000);
        let small = prices.price("openai-compatible", "gpt-4o-mini-2024-07-18");
        assert_eq!(small.unwrap().output, 600_000);
    }

    #[test]
    fn another_model_has_no_price() {
        let prices = Prices::shipped();
        for model in [
            "claude-sonnet-4-5-turbo",
            "claude",
            "",
            "llama3.2",
            "-20250929",
        ] {
            assert_eq!(prices.price("anthropic", model), None, "{model}");
        }
        assert_eq!(prices.price("openai-compatible", "claude-opus-5"), None);
    }

    #[test]
    fn own_prices_go_first() {
        let own =
            r#"{"models":[{"provider":"anthropic","model":"claude-opus-5","input":1,"output":2}]}"#;
        let prices = Prices::read(own).unwrap().over(Prices::shipped());
        assert_eq!(
            prices.price("anthropic", "claude-opus-5").unwrap().output,
            2
        );
        let free = prices.with("openai-compatible", "llama3.2", Price::default());
        assert_eq!(
            free.price("openai-compatible", "llama3.2"),
            Some(Price::default())
        );
        assert!(Prices::read("{\"models\":[{}]}").is_err());
    }

    #[test]
    fn cost_is_rounded_up() {
        let price = Price {
            input: 3_000_000,
            output: 15_000_000,
            cache_read: Some(300_000),
            cache_write: None,
        };
        let usage = Usage {
            input: 1_000,
            output: 200,
            cache_read: 1,
            cache_write: 0,
        };
        assert_eq!(price.of(&usage), MicroDollars(6_001));
        assert_eq!(price.of(&Usage::default()), MicroDollars(0));
        let all = Usage {
            input: u64::MAX,
            output: u64::MAX,
            ..Usage::default()
        };
        assert_eq!(price.of(&all), MicroDollars(u64::MAX));
    }
}
