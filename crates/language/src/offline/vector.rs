//! A text as a vector, by hashing its words and their groups of three letters.
//! Source: Weinberger et al., “Feature Hashing for Large Scale Multitask Learning” (ICML 2009);
//! the hash is FNV-1a, 64 bits.

const LENGTH: usize = 256;

/// Of length 1, or all zero where the text has no letter.
pub(super) fn vector(text: &str) -> Vec<f32> {
    let mut vector = vec![0.0_f32; LENGTH];
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        add(&mut vector, word, 1.0);
        let framed: Vec<char> = format!("<{word}>").chars().collect();
        for group in framed.windows(3) {
            add(&mut vector, &group.iter().collect::<String>(), 0.5);
        }
    }
    let length = vector
        .iter()
        .map(|number| number * number)
        .sum::<f32>()
        .sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|number| *number /= length);
    }
    vector
}

fn add(vector: &mut [f32], feature: &str, weight: f32) {
    let hash = feature
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let sign = if hash >> 63 == 0 { weight } else { -weight };
    if let Some(number) = vector.get_mut((hash % LENGTH as u64) as usize) {
        *number += sign;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> f32 {
        let (one, other) = (vector(one), vector(other));
        one.iter().zip(&other).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn wording_alike_is_near() {
        assert!((likeness("Sailing in May", "sailing in may!") - 1.0).abs() < 1e-5);
        let near = likeness("we sail to Malmö in May", "sailing to Malmö");
        assert!(near > likeness("we sail to Malmö in May", "invoice for the roof"));
        assert_eq!(vector("…"), vec![0.0; LENGTH]);
    }
}
