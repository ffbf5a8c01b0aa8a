use proptest::prelude::*;

use super::*;

fn own(text: &str, expected: &str) {
    assert_eq!(own_text(text), expected, "\n{text}");
}

#[test]
fn attributions_of_many_languages_are_cut() {
    for line in [
        "On Wed, Oct 12, 2022 at 10:00 AM Jane Doe <jane@acme.com> wrote:",
        "On 12 Oct 2022, at 10:00, Jane Doe <jane@acme.com> wrote:",
        "Am 12.10.2022 um 10:00 schrieb Jane Doe <jane@acme.com>:",
        "Am Mi., 12. Okt. 2022 um 10:00 Uhr schrieb Jane Doe <\njane@acme.com>:",
        "Le mer. 12 oct. 2022 à 10:00, Jane Doe <jane@acme.com> a écrit :",
        "El mié, 12 oct 2022 a las 10:00, Jane Doe (<jane@acme.com>) escribió:",
        "Em qua., 12 de out. de 2022 às 10:00, Jane Doe <jane@acme.com> escreveu:",
        "Il giorno mer 12 ott 2022 alle ore 10:00 Jane Doe <jane@acme.com> ha scritto:",
        "Op wo 12 okt. 2022 om 10:00 schreef Jane Doe <jane@acme.com>:",
        "śr., 12 paź 2022 o 10:00 Jane Doe <jane@acme.com> napisał(a):",
        "ср, 12 окт. 2022 г. в 10:00, Jane Doe <jane@acme.com>:",
        "2022年10月12日(水) 10:00 Jane Doe <jane@acme.com>:",
        "Jane Doe <jane@acme.com> 于2022年10月12日周三 10:00写道：",
    ] {
        own(&format!("Thanks!\n\n{line}\n\n> old\n> text\n"), "Thanks!");
        own(&format!("Thanks!\n\n{line}\n\nold text\nmore\n"), "Thanks!");
    }
}

#[test]
fn attributions_of_more_clients_are_cut() {
    for line in [
        "Am 12.10.22 um 10:00 schrieb Jane Doe:",
        "Jane Doe schrieb am 12.10.2022 um 10:00:",
        "Am 12.10.2022 10:00, schrieb Jane Doe:",
        "Gesendet: Mittwoch, 12. Oktober 2022 um 10:00 Uhr\nVon: \"Jane Doe\" <jane@acme.com>\nAn: joe@b.org\nBetreff: x",
        "Le 12/10/2022 à 10:00, Jane Doe a écrit :",
        "Le mercredi 12 octobre 2022 à 10:00:00 UTC+2, Jane Doe <jane@acme.com> a écrit :",
        "El 12/10/22 a las 10:00, Jane Doe escribió:",
        "El miércoles, 12 de octubre de 2022, Jane Doe <jane@acme.com> escribió:",
        "Em 12/10/2022 10:00, Jane Doe escreveu:",
        "Às 10:00 de 12/10/2022, Jane Doe escreveu:",
        "Il 12/10/22 10:00, Jane Doe ha scritto:",
        "Op 12-10-2022 om 10:00 schreef Jane Doe:",
        "W dniu 12.10.2022 o 10:00, Jane Doe pisze:",
        "Dnia 12 października 2022 10:00 Jane Doe <jane@acme.com> napisał(a):",
        "12.10.2022 10:00, Jane Doe пишет:",
        "Среда, 12 октября 2022, 10:00 +03:00 от Jane Doe <jane@acme.com>:",
        "12.10.2022, 10:00, \"Jane Doe\" <jane@acme.com>:",
        "12 окт. 2022 г., в 10:00, Jane Doe <jane@acme.com> написал(а):",
        "2022/10/12 10:00、Jane Doe <jane@acme.com>のメール:",
        "2022年10月12日(水) 10:00、Jane Doe さんは書きました:",
        "在 2022-10-12 10:00:00，\"Jane Doe\" <jane@acme.com> 写道：",
        "Jane Doe <jane@acme.com> 於 2022年10月12日 週三 上午10:00寫道：",
        "------------------ 原始邮件 ------------------\n发件人: \"Jane\" <jane@acme.com>;\n发送时间: 2022年10月12日",
        "2022년 10월 12일 (수) 오전 10:00, Jane Doe <jane@acme.com>님이 작성:",
        "Den ons 12 okt. 2022 kl 10:00 skrev Jane Doe <jane@acme.com>:",
        "On Wednesday, October 12, 2022, 10:00:00 AM GMT+2, Jane Doe <jane@acme.com> wrote:",
        "------- Original Message -------\nOn Wednesday, October 12th, 2022 at 10:00, Jane Doe <jane@acme.com> wrote:",
        "On Wed, Oct 12, 2022 at 10:00 AM Jane Doe via dev <\ndev@lists.acme.org> wrote:",
        "From: Jane Doe <jane@acme.com>\nDate: Wednesday, 12 October 2022 at 10:00\nTo: Joe <joe@b.org>\nSubject: x",
        "De: Jane Doe <jane@acme.com>\nEnviado el: miércoles, 12 de octubre de 2022 10:00\nPara: Joe\nAsunto: x",
        "De: Jane Doe\nEnviada em: quarta-feira, 12 de outubro de 2022 10:00\nPara: Joe\nAssunto: x",
        "Da: Jane Doe <jane@acme.com>\nInviato: mercoledì 12 ottobre 2022 10:00\nA: Joe\nOggetto: x",
        "Van: Jane Doe <jane@acme.com>\nVerzonden: woensdag 12 oktober 2022 10:00\nAan: Joe\nOnderwerp: x",
        "Od: Jane Doe <jane@acme.com>\nWysłane: środa, 12 października 2022 10:00\nDo: Joe\nTemat: x",
        "От: Jane Doe <jane@acme.com>\nОтправлено: 12 октября 2022 г. 10:00\nКому: Joe\nТема: x",
        "差出人: Jane Doe <jane@acme.com>\n送信日時: 2022年10月12日 10:00\n宛先: Joe\n件名: x",
        "-----Ursprüngliche Nachricht-----\nVon: x",
        "-----Mensaje original-----\nDe: x",
        "-----Messaggio originale-----\nDa: x",
        "-----Message d'origine-----\nDe : x",
        "-----Oorspronkelijk bericht-----\nVan: x",
        "-----Mensagem original-----\nDe: x",
    ] {
        own(&format!("Thanks!\n\n{line}\n\nold text\nmore\n"), "Thanks!");
        own(&format!("Thanks!\n\n{line}\n\n> old\n> text\n"), "Thanks!");
    }
}

#[test]
fn copied_headers_and_dividers_are_cut() {
    for copy in [
        "From: Jane Doe <jane@acme.com>\nSent: Wednesday\nTo: Joe\nSubject: x\n\nold",
        "________________________________\nVon: Jane Doe\nGesendet: Mittwoch\nAn: Joe\nBetreff: x\n\nold",
        "*De :* Jane\n*Envoyé :* mercredi\n*À :* Joe\n*Objet :* x\n\nold",
        "发件人: Jane\n发送时间: 2022年\n收件人: Joe\n主题: x\n\nold",
        "-----Original Message-----\nanything",
        "---------- Forwarded message ---------\nFrom: x",
        "-------- Ursprüngliche Nachricht --------\nVon: x",
        "Begin forwarded message:\n\n> From: x",
    ] {
        own(&format!("Hello Joe,\nfine.\n\n{copy}"), "Hello Joe,\nfine.");
    }
}

#[test]
fn answers_between_quotes_are_kept() {
    own("Jane wrote:\n> one?\nYes.\n> two?\nNo.\n", "Yes.\nNo.");
}

#[test]
fn notices_and_advertisements_are_cut() {
    own(
        "Hi\n\nJane\n\nThis e-mail and any attachments are confidential and intended solely for the addressee.",
        "Hi\n\nJane",
    );
    own(
        "Hi\nJane\nDiese E-Mail enthält vertrauliche Informationen und ist nur für den Empfänger bestimmt.",
        "Hi\nJane",
    );
    own("Hi\n\nSent from my iPhone\n", "Hi");
    own("CAUTION: This email originated from outside.\n\nHi", "Hi");
    own(
        "Hi\n\n_______________________________________________\ndev mailing list\ndev@acme.org",
        "Hi",
    );
    own(
        "Hi\n\n-- \nYou received this message because you are subscribed to the Google Groups",
        "Hi",
    );
}

#[test]
fn prose_that_resembles_marks_is_kept() {
    for text in [
        "On Monday we will meet as I wrote.\nBring cake.",
        "From: Berlin we go to Paris.\nfine",
        "Agenda:\nOn time, 10:00: coffee\nThen work",
        "Please note:\nthe office is closed.",
        "Hola Alex,\n\nEste mensaje es para confirmar la cita.\nNos vemos.",
        "Hi Alex,\n\nImportant: bring your passport.\nSee you there.",
        "Hallo,\n\ndiese Mail ist nur ein Test.\nBis bald",
    ] {
        own(text, text);
    }
}

proptest! {
    #[test]
    fn own_lines_come_from_the_text(parts in proptest::collection::vec("(On 12 Oct 2022 J <a@b> wrote:|> x|From: a|To: b|Subject: c|-- |Hi|[ -~é日]{0,20})\n", 0..20)) {
        let text = parts.concat();
        for line in own_lines(&text) {
            prop_assert!(text.contains(line));
        }
    }
}

#[test]
fn attributions_may_break_behind_their_writer() {
    for line in [
        "Joe Bloggs <joe@b.org> escreveu no dia segunda,\n6/03/2023 à(s) 09:14:",
        "6 марта 2023 г., в 09:14, Joe Bloggs\n<joe@b.org> написал(а):",
        "Wiadomość napisana przez Joe Bloggs\n<joe@b.org> w dniu 06.03.2023, o godz. 09:14:",
        "Wiadomość napisana przez Joe Bloggs <joe@b.org> w\ndniu 06.03.2023, o godz. 09:14:",
    ] {
        own(&format!("Ok.\n\n{line}\n\n> old"), "Ok.");
        own(&format!("Ok.\n\n{line}\n\nold"), "Ok.");
    }
}

#[test]
fn a_warning_close_to_the_text_is_cut_alone() {
    let warning = "CAUTION: This email originated from outside the organization.";
    own(
        &format!("{warning}\nHallo Joe,\npasst.\nGruß\nAnna"),
        "Hallo Joe,\npasst.\nGruß\nAnna",
    );
}

#[test]
fn advertisements_of_mobile_clients_are_cut() {
    for line in [
        "Pobierz program Outlook dla systemu iOS<https://aka.ms/o0ukef>",
        "iOS 版 Outlook を入手<https://aka.ms/o0ukef>",
        "获取适用于 iOS 的 Outlook<https://aka.ms/o0ukef>",
    ] {
        own(&format!("Ok.\n\n{line}\n"), "Ok.");
    }
}

#[test]
fn blank_lines_above_the_text_are_passed_over() {
    let blank = "\n".repeat(256 * 1024);
    own(&blank, "");
    own(&format!("{blank}Hi Jane"), "Hi Jane");
    let notice = "CONFIDENTIALITY NOTICE: this e-mail is confidential.";
    own(&format!("\n\n{notice}"), notice);
    own(&format!("\n\nHi\n{notice}"), "Hi");
}
