//! A page is made as small as minify-html makes it, whatever was set aside meanwhile.

use minify_html::{Cfg, minify};
use proptest::prelude::*;
use recto::page::html::minify::page;

fn alone(html: &str) -> String {
    let cfg = Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, ..Cfg::default() };
    String::from_utf8(minify(html.as_bytes(), &cfg)).expect("what was text stays text")
}

fn made(html: &str) -> String {
    String::from_utf8(page(html.to_owned())).expect("what was text stays text")
}

#[test]
fn lists_and_code_come_out_as_minify_html_makes_them() {
    for html in [
        "<div class=\"answer\">\n<ul><li>I would <strong>scale</strong> it:<ul><li><em>a</em> b</li></ul></li></ul>\n</div>",
        "<main> <p>one <code>two</code> three</p> <p>four &amp; five</p>\n<p> six</p> </main>",
        "<figure class=\"code\"><pre tabindex=\"0\"><code><span class=k>fn</span> main() {\n  a &lt; b && c;\n}\n</code></pre></figure> <p>x</p>",
        "<p title='<ul><li>\"a\"</li></ul>'>b</p> <ol><li>c</li></ol>",
        "<!-- <p>gone</p> --> <p>kept</p>",
        "<p>\u{1}</p> <p>a mark of the author's</p>",
        "<p>never closed <ul><li>a</ul>",
        "<script>let a = \"<p>b</p>\";</script><p>c</p>",
    ] {
        assert_eq!(made(html), alone(html), "{html}");
    }
}

#[test]
fn whole_pages_come_out_as_minify_html_makes_them() {
    for html in [
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>A &amp; B  &lt;i></title>\n</head>\n<body> <p>a</p> </body>\n</html>\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><script type=\"module\" src=\"a.js\"></script>",
        "<div> <svg viewBox=\"0 0 1 1\" width=\"1\"> <path d=\"M0 0\"/> </svg> </div><p> b </p>",
        "<svg><svg></svg></svg> <p>a</p>",
        "<html><html><p>a</p></html></html>",
        "<p>≪\u{20d2} &amp;nbsp &amp;amp; &amp; &#39;a&#x27; &nbsp;&copy;</p>",
        "<textarea> <p> </textarea> <SCRIPT> a </SCRIPT> <script>b</SCRIPT> c</script>",
        "<tfoot><tfoot> a </tfoot></tfoot>",
    ] {
        assert_eq!(made(html), alone(html), "{html}");
    }
}

/// Pieces of torn HTML, parted by `|`.
const PIECES: &str = "<p>|</p>|<ul>|</ul>|<ol>|</ol>|<li>|</li>|<strong>|</strong>|<em>|</em>|<code>|</code>|<pre>|</pre>|\
    <div class=\"a\">|</div>|<a href=\"/x y\">|</a>|<p title=\"<p>a b</p>\">|<br>|<span data-a='\"'>|</span>|<!-- | -->|\
    <script>|</script>|<textarea>|</textarea>| |  |\n|word|two words|a &amp; b|&quot;|é";

/// What Recto itself writes: elements within elements, all closed.
fn balanced() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec!["word", "two words", " a", "b ", "x &amp; y", "\n", "c  d", "é", ""]);
    text.prop_map(str::to_owned).prop_recursive(5, 40, 6, |inner| {
        let names = vec!["p", "ul", "ol", "li", "strong", "em", "code", "div", "a", "section"];
        (prop::sample::select(names), prop::collection::vec(inner, 0..6))
            .prop_map(|(name, inner)| format!("<{name}>{}</{name}>", inner.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn what_is_closed_in_order_comes_out_the_same(html in balanced()) {
        prop_assert_eq!(made(&html), alone(&html));
    }

    #[test]
    fn what_is_torn_comes_out_the_same(pieces in prop::collection::vec(any::<prop::sample::Index>(), 0..24)) {
        let all: Vec<&str> = PIECES.split('|').collect();
        let html: String = pieces.iter().map(|piece| *piece.get(&all)).collect();
        prop_assert_eq!(made(&html), alone(&html));
    }

    #[test]
    fn tags_come_out_the_same(
        element in prop::sample::select(vec!["p", "a", "input", "button", "form", "meta", "ol", "td", "img"]),
        attributes in prop::collection::vec(
            (
                prop::sample::select(
                    "class id href hidden type data-x data-N title name content value method colspan start alt aria-label"
                        .split(' ')
                        .collect::<Vec<_>>(),
                ),
                prop::sample::select(
                    "|a|a b| a  b |text|submit|get|1|a&amp;b|&quot;|it's|x=1|<|viewport|é|TEXT|a\tb|/x/".split('|').collect::<Vec<_>>(),
                ),
            ),
            0..5,
        ),
    ) {
        let attributes: String = attributes.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
        let html = format!("<div> <{element}{attributes}> text </{element}> </div>");
        prop_assert_eq!(made(&html), alone(&html));
        let html = format!("<div> <{element}{attributes}> text");
        prop_assert_eq!(made(&html), alone(&html));
    }
}
