//! Words without case, accents and marks, for comparing.

/// Lower case without accents.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ď' | 'đ' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'ř' => folded.push('r'),
            'ß' => folded.push_str("ss"),
            'ś' | 'š' | 'ş' => folded.push('s'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ž' | 'ż' => folded.push('z'),
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// Folded words with one blank between them; `camelCase` and `snake_case` are taken apart.
pub(crate) fn phrase(text: &str) -> String {
    let mut apart = String::with_capacity(text.len() + 4);
    let is_one_word = !text.trim().contains(' ');
    let mut was_lower = false;
    for letter in text.chars() {
        if is_one_word && was_lower && letter.is_uppercase() {
            apart.push(' ');
        }
        was_lower = letter.is_lowercase();
        apart.push(letter);
    }
    fold(&apart)
        .split(|letter: char| !letter.is_alphanumeric() && letter != '+')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .replace("linked in", "linkedin")
        .replace("whats app", "whatsapp")
        .replace("git hub", "github")
}
