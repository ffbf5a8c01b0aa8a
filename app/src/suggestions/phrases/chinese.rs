//! Words in Chinese.

use super::{Habits, Manner, Phrases, Tone, Units};

pub const PHRASES: Phrases = Phrases {
    code: "zh",
    name: "Chinese",
    casual: Manner {
        greeting: "{name}，你好！",
        greeting_nameless: "你好！",
        sign_off: "祝好！",
        answer: "谢谢你的来信，抱歉让你久等了。",
        answer_about: "谢谢你关于“{subject}”的来信，抱歉让你久等了。",
        keep_in_touch: "我们已经{span}没有联系了。",
        reconnect: "我们已经{span}没有联系了，实在太久了。",
        last_time: "上次我们谈的是“{subject}”。",
        question: "你最近好吗？",
        subject: "好久不见",
    },
    formal: Manner {
        greeting: "{name}，您好！",
        greeting_nameless: "您好！",
        sign_off: "此致敬礼",
        answer: "感谢您的来信，回复迟了，敬请谅解。",
        answer_about: "感谢您关于“{subject}”的来信，回复迟了，敬请谅解。",
        keep_in_touch: "我们已有{span}没有联系。",
        reconnect: "我们已有{span}没有联系，实在太久了。",
        last_time: "上次的主题是“{subject}”。",
        question: "您近来可好？",
        subject: "久未联系",
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
    units: Units {
        day: ["{n}天", "", ""],
        week: ["{n}个星期", "", ""],
        month: ["{n}个月", "", ""],
        year: ["{n}年", "", ""],
        plural: |_| 0,
    },
    unsure: Tone::Casual,
    flows_on: false,
    gap: "",
};
