//! Words in Chinese.

use super::{Habits, Manner, Phrases, Tone};

pub const PHRASES: Phrases = Phrases {
    code: "zh",
    name: "Chinese",
    casual: Manner {
        greeting: "{name}，你好！",
        greeting_nameless: "你好！",
        sign_off: "祝好！",
    },
    formal: Manner {
        greeting: "{name}，您好！",
        greeting_nameless: "您好！",
        sign_off: "此致敬礼",
    },
    habits: Habits {
        casual_greetings: &["你好", "嗨", "哈喽", "亲爱的", "hi"],
        formal_greetings: &["您好", "尊敬的", "敬爱的"],
        greeting_ends: &["你好", "您好", "先生", "女士", "老师", "总"],
        casual_sign_offs: &["祝好", "谢谢", "再见", "保重", "回头见", "多谢"],
        formal_sign_offs: &["此致", "敬礼", "顺颂商祺", "敬上", "谨上", "顺祝商祺"],
        titles: &["先生", "女士", "老师", "总", "经理", "教授", "博士"],
        familiar: &["你"],
        polite: &["您", "贵公司", "敬请"],
        unspaced: true,
    },
    unsure: Tone::Casual,
};
