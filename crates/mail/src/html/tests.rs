use super::*;

fn text(html: &str) -> String {
    to_text(html, 1 << 20).trim_end().to_owned()
}

#[test]
fn lines_follow_blocks_and_breaks() {
    assert_eq!(
        text("<p>Hi Jane,</p><p>see   you<br>soon</p>"),
        "Hi Jane,\n\nsee you\nsoon"
    );
    assert_eq!(text("<div>a</div><div>b</div>"), "a\nb");
    assert_eq!(
        text("<p class=MsoNormal>a</p><p class=MsoNormal>b</p>"),
        "a\nb"
    );
    assert_eq!(
        text("<table><tr><td>T</td><td>+49 30 1</td></tr></table>"),
        "T\t+49 30 1"
    );
}

#[test]
fn invisible_parts_are_left_out() {
    assert_eq!(
        text("<head><title>x</title></head><style>p{}</style><!-- c --><b>ok</b>"),
        "ok"
    );
    assert_eq!(
        text("1 &lt; 2 &amp; M&uuml;ller&#8217;s &unknown; &#x41;"),
        "1 < 2 & Müller’s &unknown; A"
    );
}

#[test]
fn quotes_are_marked_and_indents_are_not() {
    assert_eq!(
        text("a<blockquote type=cite>b<br>c</blockquote>d"),
        "a\n> b\n> c\nd"
    );
    assert_eq!(
        text("a<blockquote style=\"border: none\">b</blockquote>"),
        "a\nb"
    );
}

#[test]
fn marked_signatures_get_the_delimiter_once() {
    assert_eq!(
        text("Bye<div class=\"gmail_signature\">Jane</div>"),
        "Bye\n-- \nJane"
    );
    assert_eq!(
        text("Bye<br>-- <br><div class=\"gmail_signature\">Jane</div>"),
        "Bye\n-- \nJane"
    );
}

#[test]
fn telling_link_targets_are_kept() {
    assert_eq!(
        text("<a href='https://www.linkedin.com/in/jane'>in</a>"),
        "in <https://www.linkedin.com/in/jane>"
    );
    assert_eq!(
        text("<a href='mailto:j@acme.com'>Mail</a>"),
        "Mail j@acme.com"
    );
    assert_eq!(
        text("<a href='mailto:j@acme.com'>j@acme.com</a>"),
        "j@acme.com"
    );
    assert_eq!(text("<a href='https://x.org/long?p=1'>read</a>"), "read");
}

#[test]
fn broken_markup_is_read() {
    assert_eq!(text("a < b <p"), "a < b");
    assert_eq!(text("<a href=\"x>y"), "y");
    assert_eq!(text("<"), "<");
}

#[test]
fn what_nobody_sees_is_dropped() {
    let page = "<div style=\"display:none;max-height:0\">secret<div>secret</div></div>\
        <span style='font-size:0px'>secret</span><p hidden>secret</p>\
        <div style=\"visibility : hidden\">secret</div><div style='DISPLAY: none !important'>secret</div>\
        <td style=\"font-size:0\">seen</td><div style=\"display:none\"><p>seen: never closed";
    let text = to_text(page, 1000);
    assert!(!text.contains("secret"), "{text}");
    assert_eq!(text.matches("seen").count(), 2, "{text}");
}

#[test]
fn targets_that_say_more_than_their_text_are_kept() {
    for (link, expected) in [
        (
            "<a href=\"https://www.linkedin.com/in/jane/\"><img></a>",
            "<https://www.linkedin.com/in/jane/>",
        ),
        (
            "<a href=\"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjane&amp;data=05\">LinkedIn</a>",
            "LinkedIn <https://www.linkedin.com/in/jane>",
        ),
        (
            "<a href=\"https://www.acme.de/\">Website</a>",
            "Website <https://www.acme.de/>",
        ),
        (
            "<a href=\"https://www.acme.de/\">www.acme.de</a>",
            "www.acme.de",
        ),
        (
            "<a href=\"https://acme.de/very/deep?x=1\">read more</a>",
            "read more",
        ),
        (
            "<a href=\"mailto:j@acme.de?subject=x\">Mail</a>",
            "Mail j@acme.de",
        ),
    ] {
        assert_eq!(to_text(link, 1000).trim(), expected);
    }
}

#[test]
fn what_has_no_end_hides_nothing() {
    assert_eq!(text("<p>Hi<style>Jane</p><p>Bye"), "HiJane\n\nBye");
    assert_eq!(text("<title>Hi <b>Jane"), "Hi Jane");
    assert_eq!(text("Hi<!-- Jane<br>Bye"), "Hi Jane\nBye");
    assert_eq!(text("<!-- a --><style>b</style>Hi<!-- Jane"), "Hi Jane");
}

#[test]
fn ends_are_looked_for_in_vain_only_once() {
    let page = format!("Hi{}", "<!--<style><title><script>".repeat(150_000));
    assert_eq!(text(&page), "Hi");
}

#[test]
fn links_around_a_long_text_are_not_compared_with_it() {
    let (count, long) = (100_000, "x".repeat(250_000));
    let (open, close) = ("<a href='https://acme.de'>", "</a>");
    let page = format!("{}{long}{}", open.repeat(count), close.repeat(count));
    assert_eq!(text(&page), long);
}
