//! Words in Japanese.

use super::{Habits, Manner, Phrases, Tone};

pub const PHRASES: Phrases = Phrases {
    code: "ja",
    name: "Japanese",
    casual: Manner {
        greeting: "{name}さん、こんにちは。",
        greeting_nameless: "こんにちは。",
        sign_off: "それでは、また。",
    },
    formal: Manner {
        greeting: "{name}様",
        greeting_nameless: "お世話になっております。",
        sign_off: "よろしくお願いいたします。",
    },
    habits: Habits {
        casual_greetings: &["こんにちは", "こんばんは", "おはよう", "やあ"],
        formal_greetings: &["お世話になっております", "拝啓", "いつもお世話に"],
        greeting_ends: &[
            "様",
            "さま",
            "さん",
            "先生",
            "殿",
            "くん",
            "ちゃん",
            "こんにちは",
        ],
        casual_sign_offs: &[
            "それでは",
            "では",
            "また",
            "じゃあ",
            "ではまた",
            "よろしくね",
            "よろしくです",
        ],
        formal_sign_offs: &[
            "よろしくお願い",
            "宜しくお願い",
            "どうぞよろしく",
            "敬具",
            "以上",
        ],
        titles: &["こんにちは", "株式会社", "お疲れ様です"],
        familiar: &[
            "だよ",
            "だね",
            "かな",
            "じゃん",
            "ごめん",
            "ありがとう！",
            "さん",
            "くん",
            "ちゃん",
        ],
        polite: &[
            "ございます",
            "いたします",
            "申し上げ",
            "様",
            "存じ",
            "いただき",
            "くださいますよう",
        ],
        unspaced: true,
    },
    unsure: Tone::Formal,
};
