//! Code is coloured as syntect would colour it, and no code takes for ever.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use recto::page::html::highlight::Highlights;
use std::sync::LazyLock;

/// A few lines in each of the languages that notes hold most, with what makes a highlighter stumble: heredocs, strings
/// over several lines, code within code, comments that nest.
const SAMPLES: &[(&str, &str)] = &[
    (
        "python",
        "@cached(ttl=60)\nasync def tide(port: str, *, hours: int = 12) -> list[float]:\n    \"\"\"Heights, in metres.\n\n    >>> tide('Brest')\n    \"\"\"\n    rows = [float(row['h']) for row in await fetch(f\"{port!r}/{hours:>02}\") if row is not None]\n    return sorted(rows)[:hours] or [0.5e-3, 0x1F, 1_000]\n\nclass Buoy(Mark, metaclass=Meta):\n    pattern = re.compile(r'^(\\d+)\\s*(?P<unit>kn|m)$')\n    lamp: Lamp | None = None\n",
    ),
    (
        "sql",
        "WITH late AS (\n  SELECT ship, COUNT(*) AS calls, MAX(draught) FILTER (WHERE draught > 7.5)\n  FROM port.calls AS c -- by the harbour master\n  LEFT JOIN ships USING (imo)\n  WHERE arrived BETWEEN '2026-01-01' AND now() AND name LIKE 'Sea%'\n  GROUP BY 1 HAVING COUNT(*) >= 2\n)\nINSERT INTO report (ship, calls) SELECT ship, calls FROM late ORDER BY calls DESC NULLS LAST LIMIT 10;\nCREATE INDEX IF NOT EXISTS by_ship ON report USING btree (ship);\n/* a note\n over lines */\n",
    ),
    (
        "rust",
        "#[derive(Debug, Clone)]\npub struct Chart<'c, T: Into<f64>> { name: &'c str, depths: Vec<T> }\n\nimpl<'c, T: Into<f64> + Copy> Chart<'c, T> {\n    /// The shallowest place.\n    pub fn least(&self) -> Option<f64> {\n        self.depths.iter().map(|d| (*d).into()).min_by(|a: &f64, b| a.total_cmp(b))\n    }\n}\n/* outer /* inner */ still a comment */\nconst MASK: u32 = 0xff_u32 & 0b1010 | 'x' as u32;\nfn main() { println!(\"{:?} {}\\n\", r#\"raw \"quoted\"\"#, b'\\n'); match 3 { 1..=9 if true => {} _ => unreachable!() } }\n",
    ),
    (
        "bash",
        "#!/usr/bin/env bash\nset -euo pipefail\nfor file in \"$1\"/*.csv; do  # each\n  name=$(basename \"$file\" .csv)\n  if [[ -s $file && $name != \"old\" ]]; then\n    cat > \"${name%%.*}.sql\" <<EOF\nCOPY $name FROM '$(pwd)/${file}' CSV;\nEOF\n    awk -F, '{ s += $3 } END { print s / NR }' \"$file\" | tee -a log || exit 2\n  fi\ndone\nfunction greet() { local who=${1:-world}; echo \"hello, $who\"; }\ncase $# in 0) greet ;; *) greet \"$@\" ;; esac\ncat <<-'END'\n\tno $expansion here\n\tEND\n",
    ),
    (
        "javascript",
        "import { open } from './log.js';\nexport default class Tide extends Water {\n  #height = 0n;\n  static async *hours(from = new Date(), ...rest) {\n    for await (const { time, h: height = 1.5 } of open(`/tides/${from.toISOString()}?n=${rest.length + 1}`)) {\n      yield height > 3 ? /^\\d+[a-z]/giu.test(time) : null ?? undefined;\n    }\n  }\n}\n// one line\nlabel: while (true) { break label; }\nconst card = { 'a-b': 1, [key]: () => ({}), get x() { return this.#height; } };\n",
    ),
    (
        "typescript",
        "type Mark = { readonly name: string; light?: 'red' | 'green' };\nenum Side { Port = 1, Starboard }\nfunction pass<T extends Mark>(mark: T, side: Side = Side.Port): asserts mark is T { return; }\nabstract class Pilot implements Guide<string[]> { private constructor(protected at: number) { super(); } }\n",
    ),
    (
        "html",
        "<!doctype html>\n<html lang=\"en\"><head><style>\n  .buoy > a:hover { color: #c00; width: calc(100% - 2em) }\n</style></head>\n<body class=\"chart\" data-n='1'>\n<!-- a comment -->\n<p>Salt &amp; water&nbsp;<br/></p>\n<script type=\"module\">\n  const n = document.querySelectorAll('a[href^=\"#\"]').length;\n</script>\n</body></html>\n",
    ),
    (
        "css",
        "@import url('x.css');\n@media (min-width: 40rem) and (prefers-color-scheme: dark) {\n  :root { --ink: oklch(0.2 0.02 250 / 90%); }\n  main > article:not(.draft)::before { content: \"\\201C\"; margin: -1px auto !important; }\n}\n",
    ),
    (
        "json",
        "{\n  \"port\": \"Brest\",\n  \"tides\": [1.5, -2e3, true, null],\n  \"nested\": { \"escaped\\n\": \"\\u00e9\" }\n}\n",
    ),
    (
        "yaml",
        "# a comment\nname: &anchor \"Harbour\"\nports:\n  - {id: 1, open: yes}\n  - <<: *anchor\n    note: |\n      several\n      lines\n    at: 2026-11-25T06:00:00Z\n",
    ),
    (
        "toml",
        "[package]\nname = \"chart\" # a comment\nversions = [1, 2.5, 1979-05-27T07:32:00Z]\n[[ports]]\nnote = '''\nraw\n'''\n",
    ),
    (
        "java",
        "package sea;\n@Entity\npublic final class Ship<T extends Cargo> implements Comparable<Ship<?>> {\n    private static final long ID = 0x1FL;\n    /** How full. {@link Cargo} */\n    public Map<String, List<T>> hold() throws IOException { return Map.of(\"fore\", new ArrayList<>()); }\n    public int compareTo(Ship<?> o) { return switch (o) { case null -> 1; default -> 'a' + 1; }; }\n}\n",
    ),
    (
        "go",
        "package main\n\nimport (\n\t\"fmt\"\n)\n\ntype Log struct {\n\tName string `json:\"name\"`\n}\n\nfunc (l *Log) Each(ch chan<- int) (n int, err error) {\n\tdefer close(ch)\n\tfor i := range 10 {\n\t\tgo func() { ch <- i << 2 }()\n\t}\n\treturn fmt.Printf(\"%5.2f\\n\", 3.14)\n}\n",
    ),
    (
        "cpp",
        "#include <vector>\n#define MAX(a, b) \\\n  ((a) > (b) ? (a) : (b))\nnamespace sea { template <typename T, int N = 4> class Chart : public Base<T> {\n public:\n  explicit Chart(std::vector<T>&& v) noexcept : v_{std::move(v)} {}\n  auto operator<=>(const Chart&) const = default; // all of it\n private: std::vector<T> v_; };\n}\nint main() { auto s = R\"(raw \"text\")\"; return 0b101 + 'c' + 1'000; }\n",
    ),
    (
        "kotlin",
        "data class Port(val name: String, var depth: Double? = null)\nsuspend fun <T> List<T>.second(): T? = getOrNull(1)\nfun main() { val s = \"\"\"$name ${1 + 2}\"\"\"; when (s) { is String -> println(\"a $s\"); else -> return } }\n",
    ),
    (
        "ruby",
        "module Sea\n  class Buoy < Mark\n    attr_reader :name\n    def light?(at: Time.now) = @lamps.any? { |lamp| lamp.on?(at) }\n    TEXT = <<~END\n      #{name} lies at %d\n    END\n    PATTERN = /\\A[a-z]+#{1}\\z/ix\n  end\nend\n",
    ),
    (
        "php",
        "<?php\nnamespace Sea;\nfinal class Log extends Base { public function __construct(private ?string $name = null) {} }\n$a = ['x' => 1, \"y $name {$b->c}\"];\necho <<<TXT\nDear $name\nTXT;\n?>\n<p><?= $a['x'] ?></p>\n",
    ),
    (
        "dockerfile",
        "FROM debian:bookworm AS base\nRUN apt-get update && \\\n    apt-get install -y make\nENV A=1 B=\"two\"\nCMD [\"make\", \"-j2\"]\n",
    ),
    (
        "markdown",
        "# Heading *with* `code`\n\n> quote\n\n- item [link](https://example.org \"t\")\n\n```python\nprint('in a fence')\n```\n\n| a | b |\n|---|---|\n",
    ),
    ("xml", "<?xml version=\"1.0\"?>\n<a:b xmlns:a=\"urn:x\"><![CDATA[ <raw> ]]><c d='1'/></a:b>\n"),
    ("diff", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-old\n+new\n same\n"),
    (
        "cs",
        "using System;\npublic record Port(string Name) { public int Depth { get; init; } = 1; }\nvar q = from p in ports where p.Depth > 2 select $\"{p.Name,10:N2}\" + @\"c:\\x\";\n",
    ),
    (
        "c",
        "static const char *names[] = {\"a\\n\", \"b\"};\n#ifdef X\nint f(struct s *p) { return p->x ? sizeof(*p) : 0x7fUL; }\n#endif\n",
    ),
    (
        "scala",
        "object Sea extends App { case class Port[+A](a: A); val s = s\"${1 + 1} x\"; def f(x: Int)(implicit y: Y) = x match { case n if n > 1 => n; case _ => 0 } }\n",
    ),
    ("ini", "[section]\nkey = value ; note\n"),
    ("lua", "local t = { a = 1, [2] = \"x\" }\nfunction t:f(...) return #self .. [[long]] end -- note\n"),
    ("perl", "my %h = (a => 1);\nif ($x =~ m{^(\\w+)}x) { print \"$1\\n\"; }\n"),
    ("haskell", "module Main where\nmain :: IO ()\nmain = mapM_ print [x * 2 | x <- [1 .. 10], even x] -- note\n"),
    (
        "swift",
        "struct Port: Codable { let name: String?; var depth = 1.0 }\nguard let p = port else { fatalError(\"no \\(name)\") }\n",
    ),
    ("r", "depth <- function(x, ...) { if (is.na(x)) NULL else x %in% c(1L, 2.5) } # note\n"),
    ("powershell", "Get-ChildItem -Path $env:HOME | Where-Object { $_.Length -gt 1kb } # note\n"),
    ("graphql", "query Port($id: ID!) { port(id: $id) @include(if: true) { name ...Tides } }\n"),
    ("makefile", "all: $(OBJS)\n\t@echo \"done $<\"\n.PHONY: all\n"),
    ("nginx", "server { listen 80; location ~ ^/a { proxy_pass http://b; } }\n"),
    ("terraform", "resource \"a\" \"b\" { count = var.n > 1 ? 1 : 0 }\n"),
];

/// Every language, by the first name that it goes by.
static LANGUAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let set = two_face::syntax::extra_newlines();
    set.syntaxes().iter().filter_map(|syntax| syntax.file_extensions.first().cloned()).collect()
});

#[test]
fn languages_are_known_by_the_names_that_people_give_them() {
    for name in ["c#", "csharp", "f#", "fsharp", "golang", "ipython", "jsonl", "objc", "octave", "pgsql", "pwsh"] {
        assert!(Highlights::embedded().knows(name), "{name}");
    }
}

/// Draws a block as Recto does and as syntect's own parser would.
fn same(language: &str, code: &str) {
    let lights = Highlights::embedded();
    if let Some(by_syntect) = lights.draw_by_syntect(language, code) {
        assert_eq!(lights.draw(language, code), by_syntect, "{language}");
    }
}

#[test]
fn every_sample_is_coloured_as_syntect_does() {
    for (language, code) in SAMPLES {
        assert!(Highlights::embedded().draw_by_syntect(language, code).is_some(), "{language} is no language");
        same(language, code);
    }
}

#[test]
fn a_block_stays_the_same_however_much_was_drawn_before() {
    for (language, code) in SAMPLES {
        let first = Highlights::embedded().draw(language, code);
        for _ in 0..40 {
            assert_eq!(Highlights::embedded().draw(language, code), first, "{language}");
        }
    }
}

#[test]
fn every_language_colours_every_sample_as_syntect_does() {
    let first = |(_, code): &(&str, &str)| code.lines().next().unwrap_or("").to_owned() + "\n";
    let all: String = SAMPLES.iter().map(first).collect();
    LANGUAGES.iter().for_each(|language| same(language, &all));
}

/// What stands in a block, without its spans.
fn words(html: &str) -> String {
    let text = |part: &str| part.replace("&lt;", "<").replace("&amp;", "&");
    let (first, rest) = html.split_once('<').unwrap_or((html, ">"));
    text(first) + &rest.split('<').filter_map(|part| Some(text(part.split_once('>')?.1))).collect::<String>()
}

#[test]
fn code_over_which_syntect_never_ends_is_plain_from_there_on() {
    // A string that is not closed, then a comment that is not.
    let html = Highlights::embedded().draw("javascript", "let a = 1;\n'\n /*\nlet b = 2;\n");
    assert_eq!(words(&html), "let a = 1;\n'\n /*\nlet b = 2;\n");
    assert!(html.starts_with("<span class=k>let"), "{html}");
    assert!(html.ends_with("let b = 2;\n") && !html.ends_with("</span>"), "{html}");
}

proptest! {
    // The same cases in every run: over one torn block in some ten thousand syntect's own parser never ends.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::with_cases(400) })]

    #[test]
    fn torn_and_mixed_code_is_coloured_as_syntect_does(
        language in 0..SAMPLES.len(),
        pieces in prop::collection::vec(
            (0..SAMPLES.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>()),
            1..12,
        ),
        noise in prop::collection::vec("[ \\t\"'`{}()<>#/*\\\\$&;:=éßſ中0-9a-z\\n]{0,6}", 12),
    ) {
        let mut code = String::new();
        for ((sample, from, to), noise) in pieces.iter().zip(&noise) {
            // Half of the pieces come from the language itself.
            let text = SAMPLES[if sample % 2 == 0 { language } else { *sample }].1;
            let (a, b) = (from.index(text.len() + 1), to.index(text.len() + 1));
            let (a, b) = (text.floor_char_boundary(a.min(b)), text.floor_char_boundary(a.max(b)));
            code.push_str(&text[a..b]);
            code.push_str(noise);
        }
        same(SAMPLES[language].0, &code);
    }

    #[test]
    fn torn_code_of_every_language_comes_to_an_end_with_all_its_words(
        language in any::<prop::sample::Index>(),
        pieces in prop::collection::vec(("[ \\t\"'`{}()<>#/*\\\\$&;:=éßſ中0-9a-z\\n]{0,9}", 0..SAMPLES.len(), any::<prop::sample::Index>()), 1..9),
    ) {
        let mut code = String::new();
        for (noise, sample, from) in &pieces {
            let text = SAMPLES[*sample].1;
            code.push_str(noise);
            code.push_str(&text[text.floor_char_boundary(from.index(text.len()))..]);
        }
        prop_assert_eq!(words(&Highlights::embedded().draw(LANGUAGES[language.index(LANGUAGES.len())].as_str(), &code)), code);
    }
}
