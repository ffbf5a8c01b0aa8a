//! Forms of address: what stands before a name and is no position.

use super::phrase;

/// Folded, in the languages of the names of columns.
const WORDS: &str = "m|mm|mme|mmes|mlle|mlles|monsieur|madame|mademoiselle|me|maitre|mr|mrs|ms|miss|mister|mx|sir|dame|\
dr|dre|drs|prof|professor|profa|dra|med|phil|ing|dipl|habil|rev|herr|hr|herrn|frau|fr|\
sr|sra|srta|senor|senora|senorita|don|dona|d|sig|sigra|signor|signora|dott|ra|ssa|avv|\
dhr|mevr|mw|heer|mevrouw|ir|exmo|exma|senhor|senhora|pan|pani|mgr";

/// `M.`, `Mme`, `Prof. Dr.`
pub(super) fn is_honorific(text: &str) -> bool {
    let words = phrase(&text.replace(['ª', 'º'], " "));
    let is_known = |word: &str| WORDS.split('|').any(|known| known == word);
    !words.is_empty() && words.split(' ').all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_address_are_no_positions() {
        for text in [
            "M.",
            "Mme",
            "Mlle",
            "Dr",
            "Prof. Dr.",
            "Herr",
            "Sig.ra",
            "Dott.ssa",
            "MRS",
            "Dipl.-Ing.",
        ] {
            assert!(is_honorific(text), "{text}");
        }
        for text in ["Directeur", "CEO", "Dr. of Sales", "", "VP, Product", "MD"] {
            assert!(!is_honorific(text), "{text}");
        }
    }
}
