use super::*;

#[test]
fn what_is_known_may_be_said() {
    let cases = [
        (
            Language::English,
            "I'm glad that Bo's company Lindwerk is well. May I come on 14 September, or on Monday? I have 3 questions about the 1200 kronor.",
        ),
        (
            Language::English,
            "Are the three of you in Malmö? OK, see you at 9:30 on 9/14/2026. My link is www.kith.example/boats/.",
        ),
        (
            Language::German,
            "Schön, dass wir uns gesehen haben. Ich hoffe, Sie hatten eine gute Reise nach Malmö und einen guten Start in die Woche.",
        ),
        (
            Language::German,
            "Vielen Dank für die Einladung und die Unterlagen. Bei Fragen melde ich mich bis Montag, den 14. September, bei Lindwerk.",
        ),
        (
            Language::German,
            "Ich freue mich auf unser Treffen, mit besten Grüßen an Bos Familie. Hast du Zeit und Lust auf einen Kaffee?",
        ),
        (
            Language::German,
            "Das neue Segel und der alte Mast sind da. Wegen der Kosten von 1.200 Kronen schreibe ich dir.",
        ),
        (
            Language::German,
            "Noch eine Frage: Hast du den Liefertermin und die Mehrkosten? Wir sind zu 3. Passt das?",
        ),
        (
            Language::French,
            "J’espère que tout va bien chez Lindwerk. Qu’en dis-tu, on se voit lundi à Malmö ?",
        ),
        (
            Language::Spanish,
            "¿Cómo va todo en Lindwerk? Usted y yo hablamos el 14 de septiembre.",
        ),
        (
            Language::Portuguese,
            "Espero que esteja tudo bem em Malmö. Falamos na segunda-feira às 9:30.",
        ),
        (
            Language::Italian,
            "Spero che Lei stia bene e che il Suo lavoro da Lindwerk proceda. Ci vediamo lunedì 14 settembre.",
        ),
        (
            Language::Dutch,
            "Hoe gaat het met U in Malmö? Ik kom graag op maandag 14 september.",
        ),
        (
            Language::Polish,
            "Co słychać u Marii w Warszawie? Mam nadzieję, że Pan Nowak ma się dobrze.",
        ),
        (
            Language::Russian,
            "Как дела у Анны в Москве? Надеюсь, Вы увидите Смирнову 14 сентября.",
        ),
        (
            Language::Italian,
            "Grazie mille per il messaggio, e a presto.",
        ),
        (
            Language::Chinese,
            "您好，好久不见，最近工作忙吗？上次在华为公司聊得很开心，谢谢老师们的帮助。我下班后去银行，孩子考上了大学，大家都很高兴。希望贵公司一切顺利，也祝您身体健康。",
        ),
        (
            Language::Japanese,
            "お世話になっております。皆様お変わりありませんか。先日はお忙しいところ、お時間をいただきありがとうございました。御社の新しいサービスの件、とても楽しみにしております。様々なアイデアをお聞きできて勉強になりました。都市の話も面白かったです。引き続きよろしくお願いいたします。",
        ),
        (
            Language::Russian,
            "Здравствуйте! Давно не виделись, надеюсь, у Вас всё хорошо. Как продвигается работа над проектом, и когда Вам было бы удобно созвониться?",
        ),
        (
            Language::Dutch,
            "Hoe is het met je? Het is alweer een tijd geleden dat we elkaar spraken, en ik ben benieuwd hoe het project loopt.",
        ),
        (
            Language::Portuguese,
            "Espero que esteja tudo bem consigo. Já passou algum tempo desde a nossa última conversa, e gostava de saber como correu o projeto.",
        ),
        (
            Language::French,
            "J’espère que vous allez bien. Cela fait un moment que nous ne nous sommes pas parlé, et j’aimerais savoir comment avance votre projet. Auriez-vous un peu de temps cette semaine ?",
        ),
        (
            Language::German,
            "Ich hoffe, es geht Ihnen gut. Unser letztes Gespräch ist schon eine Weile her, und ich wüsste gern, wie Ihr Projekt vorankommt. Hätten Sie in den nächsten Tagen Zeit für ein kurzes Telefonat? Ich wünsche Ihnen einen schönen Sommer und viel Erfolg bei der Arbeit.",
        ),
        (
            Language::Japanese,
            "田中さん、お元気ですか。9月14日の月曜日にサクラ商事株式会社でお会いしましょう。メールをお待ちしています。皆さんによろしく。",
        ),
        (
            Language::Chinese,
            "王先生，您好！9月14日星期一我去华为公司。大家都好吗？",
        ),
    ];
    for (language, text) in cases {
        assert_eq!(found(language, text), [""; 0], "{text}");
    }
}
