//! The golden list: ids that people's progress hangs on. It is append-only; a line of it never changes.

mod common;

use proptest::prelude::*;
use recto::identity;
use recto::question::Question;

/// The note, the place of the question in it, and the id that it has for ever.
const GOLDEN: &[(&str, &str, usize, &str)] = &[
    ("heading", "heading.md", 0, "9b61c2fa795f2b10ac8da0522e48859f"),
    ("heading", "heading.md", 1, "b6ec3a1866a0062f7275080a3748c146"),
    ("symbols", "symbols.md", 0, "9785a278990cec87dedc8c1be4f96166"),
    ("symbols", "symbols.md", 1, "c5bc2b4ae81bf824f1d6fbc6ded36dda"),
    ("symbols", "symbols.md", 2, "f50ff7b8504f17865366fc4a05a048cf"),
    ("bold", "bold.md", 0, "c7382857a0e49f6d12f9774e760f80df"),
    ("bold", "bold.md", 1, "f596ce1a9ce3fe3e0f01108c6fbf97fb"),
    ("details", "details.md", 0, "f05b872706786813f1ec0a0ed9a943c4"),
    ("details", "details.md", 1, "9447c053f5a9e9e011351a4e6c02e6e1"),
    ("twins", "twins.md", 0, "bca773e6a1e50998fcaaa7c43009d6dc"),
    ("twins", "twins.md", 1, "cdd5d929cd0d1a8d7941f82b0720f4aa"),
    ("twins", "twins.md", 2, "5f323f54bb198a06b9533a337cd081f5"),
    ("choice", "choice.md", 0, "f6fe74d9c145ef492eac8d7329a70b27"),
    ("choice", "choice.md", 1, "39e5e69f6784b2be24eceeee8dfee5d1"),
    ("own-id", "own-id.md", 0, "57adb79c04437b473fa8b068acdc5368"),
    ("card", "card.md", 0, "4c0c4d9f08eb0e8f8f2c6f310d2917f0"),
    ("cloze", "cloze.md", 0, "3676d5dc143abe9f987ed0eacf16c892"),
    ("callout", "callout.md", 0, "c2f4929887f5682243ce2159d359f586"),
    ("table", "table.md", 0, "134ad36c8a806e47315a09b306e05102"),
    ("list", "list.md", 0, "dc12c68f2f44ddfb2b61d84786282635"),
    ("list", "list.md", 1, "f01077a2554e756237f6aae3d87ae7c1"),
    ("list", "list.md", 2, "85698e873fe25d1d03f865321ba41f3d"),
    ("title", "title.md", 0, "3c97d8c5a11c254f891e55ff717148bd"),
    ("item-heading", "item-heading.md", 0, "31c4913695c10f722796534e9686984e"),
    ("item-heading", "item-heading.md", 1, "fe7f92095fcaf878e1d08cbdc0112bc2"),
    ("item-bold", "item-bold.md", 0, "186028facbe6e4ac723a1f9b0ad63c23"),
    ("item-bold", "item-bold.md", 1, "dc0f79c886405fac16d548709ae1cfe8"),
    ("hidden", "hidden.md", 0, "86f57ca14d29902c3362b9430f683ea4"),
    ("hidden", "hidden.md", 1, "375c74c9f705cf68c7eeb55f6198cff3"),
    ("choice-lettered", "choice-lettered.md", 0, "7f8e08b2041905ca0d432367cfca6efa"),
    ("choice-bold", "choice-bold.md", 0, "5eadd8df00cfc41ef1e9be610605a776"),
    ("choice-bold", "choice-bold.md", 1, "cd81f94b9582c4f547fd53fd60f03953"),
    ("label", "label.md", 0, "f0775209a640818be69bff34747403e8"),
    ("label", "label.md", 1, "98f0a73309c08f0aa712f632add31650"),
    ("label-zh", "label-zh.md", 0, "b9687e461ed4a2443b92b756bc0b40f7"),
    ("card-line", "card-line.md", 0, "1a5053f4288f85e5b63c07c8ac852b88"),
    ("card-line", "card-line.md", 1, "d6af3ad8c67c36bd9b6095a5eaeb5801"),
    ("card-line", "card-line.md", 2, "f6c5f31846a9bcda751ff979724ac3a0"),
    ("cloze-highlight", "cloze-highlight.md", 0, "796c79eef6eba4ffa0a231bb25248f7f"),
    ("cloze-brackets", "cloze-brackets.md", 0, "9b3287e332c2bb5e2f9421480fc8bc09"),
    ("callout-faq", "callout-faq.md", 0, "e6469a829c1e36256c2cecd5d80029bc"),
    ("callout-faq", "callout-faq.md", 1, "49a7a331741c2385f5a8e0702abe9dd3"),
    ("admonition", "admonition.md", 0, "42d0197dd707f053690296d09c65bb0f"),
    ("table-asking", "table-asking.md", 0, "ebe969c7796138a6aa53e814a1e33ff8"),
    ("table-asking", "table-asking.md", 1, "c14809dea57c3ddebdb473cb7f9336a4"),
    ("symbols-code", "symbols-code.md", 0, "0e0512e27a675ca62d2ecd1a428e9c1c"),
    ("symbols-code", "symbols-code.md", 1, "0662eb8307027a5467b8a5ed9ef597d5"),
    ("marks", "marks.md", 0, "1791bf8f03f927383bedd7a5e5c80268"),
    ("marks", "marks.md", 1, "1e33f430b3e44e491d1afca7366866e8"),
    ("paragraph", "paragraph.md", 0, "e83b9c1fa79cbc90ec2b26900907f39b"),
    ("paragraph", "paragraph.md", 1, "0c389bde47b3a8d70918034626ecfc2f"),
    ("paragraph-alone", "paragraph-alone.md", 0, "40585da1f9b2ebf35864a4994ce86303"),
    ("paragraph-alone", "paragraph-alone.md", 1, "59442ee302faa131e7062e405af4bfef"),
    ("paragraph-alone", "paragraph-alone.md", 2, "7939cf62a4fe8591a1a6cb109e7cb408"),
    ("callout-type", "callout-type.md", 0, "96d79b37268078778691c4fdd2529bb2"),
    ("callout-type", "callout-type.md", 1, "9812dc5a5e1bd3893ec8568c640311af"),
    ("callout-type", "callout-type.md", 2, "e1c904e8b824c4f68f28c534ddcbfa2d"),
    ("callout-next", "callout-next.md", 0, "cda1c1a3b5448cb1bd022b42c88bb116"),
    ("card-heading", "card-heading.md", 0, "e5f878e4b74b6cbec9062e093184190d"),
    ("list-headed", "list-headed.md", 0, "425305871b4aaea729f46d8eaeea548c"),
    ("list-headed", "list-headed.md", 1, "c9ba447bf8e05ff6a5536118d52b31ab"),
    ("list-headed", "list-headed.md", 2, "dcafc6d8879923d6e7a9fa8115895120"),
    ("options-led", "options-led.md", 0, "f7b2bdbaf1f8f412bc1b2e05aa27fe94"),
    ("chat", "chat.md", 0, "55b14e97e2f59b3f4e073d0102fab7c1"),
    ("chat", "chat.md", 1, "fee8df1d529449b4f4b4e4764471c5d1"),
    ("bold-html", "bold-html.md", 0, "cfc0f56370f2a8891f10306969396f1b"),
    ("bold-html", "bold-html.md", 1, "136d0a4b6c99cfb60b4ea730d8e26b7e"),
    ("label-html", "label-html.md", 0, "c29fb0f3e5aa0acce19b7c0f246bd2ed"),
    ("heading-code", "heading-code.md", 0, "7b4f404d82640dce2bcc2721bd183ce9"),
    ("quote", "quote.md", 0, "6b95803225a41189d1a87356a4994fe7"),
    ("aiken", "aiken.md", 0, "05fc71b279bbacd013aa3038241db9a5"),
    ("told-on-line", "told-on-line.md", 0, "aeedda23dbe01bc1c606794296ca2c33"),
    ("told-on-line", "told-on-line.md", 1, "4f912f90cb7b35bcecc5f20d2ad4fca9"),
    ("told-on-line", "told-on-line.md", 2, "981c2a710f84d5c456cda6a9578bacb2"),
    ("label-unknown", "label-unknown.md", 0, "8c9d462309053fbe6cab60a16ebc2d59"),
    ("label-unknown", "label-unknown.md", 1, "e98c4e3220377575ea3b19dce9d9271c"),
];

const NOTES: &[(&str, &str)] = &[
    ("heading", "# Tea\n\n## What is oolong?\n\nHalf-oxidised tea.\n\n## Why warm the pot?\n\nCold steals heat.\n"),
    ("symbols", "## What is C?\n\nA.\n\n## What is C++?\n\nB.\n\n## What is C#?\n\nC.\n"),
    ("bold", "**1. Why does dough rise?**\n\nYeast.\n\n**2. What is `fold()`?** ^fold\n\nA turn.\n"),
    (
        "details",
        "<details><summary>What is a port?</summary>\n\nA number.\n\n</details>\n\n<details><summary>And a socket?</summary>\n\nTwo.\n\n</details>\n",
    ),
    ("twins", "# A\n\n## What prints?\n\nOne.\n\n## What prints?\n\nTwo.\n\n# B\n\n## What prints?\n\nThree.\n"),
    (
        "choice",
        "#### Q1. Which organ drinks?\n\n- [ ] Leaf\n- [x] Root\n\n#### Q2. Which sees?\n\n- [x] Eye\n- [ ] Ear\n",
    ),
    ("own-id", "---\nid: harbour\n---\n\nQ: What is a port?\nA: A place.\n"),
    ("card", "Why do birds migrate?\n?\nBecause food does.\n"),
    ("cloze", "Ice melts at {{c1::0}} degrees.\n"),
    ("callout", "> [!question]- Почему небо синее?\n> Короткие волны.\n"),
    ("table", "| Question | Answer |\n|---|---|\n| What does `ls` do? | Lists |\n"),
    ("paragraph", "1、什么是茶？\n叶子。\n\n2️⃣ Why is it green?\n\nIt was heated.\n"),
    (
        "paragraph-alone",
        "# Exam questions\n\nWhat is tea?\n\nA leaf.\n\nWhat is mate?\n\nAnother.\n\nIs either bitter?\n\nBoth.\n",
    ),
    ("list", "# Interview questions\n\n- What is loam?\n- Describe compost.\n- How do you test for lime?\n"),
    ("title", "# What is a lighthouse?\n\nA tower with a lamp.\n"),
    ("item-heading", "1. ### What is a dune?\n\n    Sand.\n\n1. ### What is a spit?\n\n    Sand in water.\n"),
    ("item-bold", "1. **What is a bit?** A digit.\n2. **What is a byte?**\n   - Eight of them.\n"),
    (
        "hidden",
        "### What is 2 + 2?\n\n<details><summary>Answer</summary>\n\n4\n\n</details>\n\n### What is 3 + 3?\n\n<details><summary>Answer</summary>\n\n6\n\n</details>\n",
    ),
    ("choice-lettered", "**1. Which is a fish?**\n\nA) Whale\nB) Cod\n\nAnswer: B\n"),
    (
        "choice-bold",
        "## Which is a bird?\n\n- A. Bat\n- **B. Owl**\n\n## Which is a tree?\n\n- **A. Oak**\n- B. Fern\n",
    ),
    ("label", "Q: What is a knot?\nA: A loop.\n\n**Question 2:** What is a bend?\n\n**Answer:** A knot.\n"),
    ("label-zh", "问：什么是茶？\n答：一种饮料。\n"),
    ("card-line", "---\ntags: [flashcards]\n---\n\nOslo::Norway\nBern ::: Switzerland\n\nReversed\n??\nTurned\n"),
    ("cloze-highlight", "---\ntags: [flashcards]\n---\n\nA tick is ==a mark==.\n"),
    ("cloze-brackets", "C: The [heron] eats [fish].\n"),
    ("callout-faq", "> [!faq] How deep is it?\n> Nobody knows.\n\n> [!help]- Who asks?\n> You.\n"),
    ("admonition", "??? question \"What is a mast?\"\n    A pole.\n"),
    (
        "table-asking",
        "| Topic | Ask | Say |\n|---|---|---|\n| a | What is the tide here? | High |\n| b | When does it turn today? | Noon |\n",
    ),
    (
        "callout-type",
        "> [!info]- What floats?\n> Cork.\n\n> [!info]- What sinks?\n> Lead.\n\n> [!info]- What burns?\n> Tar.\n",
    ),
    ("callout-next", "> [!note]\n> **Question:** What floats?\n\n> [!tip]\n> **Answer:** Cork.\n"),
    ("card-heading", "---\ntags: [flashcards]\n---\n\n### The cork {#cork}\n?\nFloats.\n"),
    ("list-headed", "## Control questions\n\n1. What cork does\n2. Lead\n3. The use of tar\n"),
    ("options-led", "**Q1.** Which floats?\n\nOptions: A) cork B) lead C) tar\n\nAnswer: A\n"),
    (
        "chat",
        "#### You:\n\nWhat floats?\n\n#### ChatGPT:\n\nCork.\n\n#### You:\n\nand sinks\n\n#### ChatGPT:\n\nLead.\n",
    ),
    ("bold-html", "# Questions\n\n<b>1. What floats?</b>\n\nCork.\n\n<b>2. What sinks?</b><br>\nLead.\n"),
    ("label-html", "<b>Question:</b> What floats?\n<b>Answer:</b> Cork.\n"),
    ("heading-code", "## Question 1\n\n```\nx\n```\n\nWhat is it?\n\nA) cork\nB) lead\n\nAnswer: A\n"),
    ("label-unknown", "Dotazník: Co plave?\nOdpověď: Korek.\n\nDotazník: Co tone?\nOdpověď: Olovo.\n"),
    ("quote", "> What floats?\n\n> [!success] Answer\n> Cork.\n"),
    ("aiken", "What floats?\nA. Cork\nB. Lead\nANSWER: A\n"),
    ("told-on-line", "# Questions\n\n- What floats? **Cork**\n- What sinks? **Lead**\n- What burns? **Tar**\n"),
    ("symbols-code", "## What does `a ? b : c` do?\n\nIt chooses.\n\n## What does `A ? B : C` do?\n\nThe same.\n"),
    ("marks", "## 1️⃣ Größe: was heißt «ß»?\n\nEszett.\n\n## 2️⃣ ﬁ, ２ und Å: was sind sie?\n\nZeichen.\n"),
];

fn questions(name: &str) -> Vec<Question> {
    let (_, text) = NOTES.iter().find(|(note, _)| *note == name).expect("the golden list names notes that are there");
    common::study(&format!("{name}.md"), text).questions.into_vec()
}

#[test]
fn every_golden_id_is_what_it_was() {
    for (note, path, place, id) in GOLDEN {
        let questions = questions(note);
        let question = questions.get(*place).unwrap_or_else(|| panic!("{path} has no question {place}"));
        assert_eq!(question.id.to_string(), *id, "{path}: {}", question.text);
    }
}

#[test]
fn every_form_has_a_golden_id() {
    for (name, _) in NOTES {
        let found = questions(name);
        let listed = GOLDEN.iter().filter(|(note, ..)| note == name).count();
        let lines: Vec<String> = found
            .iter()
            .enumerate()
            .map(|(i, it)| format!("(\"{name}\", \"{name}.md\", {i}, \"{}\"),", it.id))
            .collect();
        assert_eq!(listed, found.len(), "list these:\n{}", lines.join("\n"));
        assert_eq!(
            common::faults(&common::study(name, NOTES.iter().find(|it| it.0 == *name).map_or("", |it| it.1))),
            Vec::<String>::new()
        );
    }
}

#[test]
fn a_name_of_its_own_outlives_the_words() {
    let before = common::study("a.md", "## What is a knot? ^knot\n\nA loop.\n\n## Why?\n\nSo.\n");
    let after = common::study("a.md", "## What would you call a knot? ^knot\n\nA loop.\n\n## Why?\n\nSo.\n");
    assert_eq!(before.questions[0].id, after.questions[0].id);
    assert_ne!(before.questions[0].prompt_hash, after.questions[0].prompt_hash);
    assert_eq!(&*before.questions[0].text, "What is a knot?");
}

/// Identity as its rules are written, letter by letter by Unicode's own tables: what the quick ways must agree with.
mod plainly {
    use unicode_normalization::UnicodeNormalization;

    fn collapse(text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            match c {
                c if !c.is_whitespace() => out.push(c),
                _ if out.ends_with(' ') => {}
                _ => out.push(' '),
            }
        }
        out
    }

    /// The folded words, without any lead or end cut off.
    pub fn words(text: &str) -> String {
        let nfkc: String = text.nfkc().collect();
        collapse(&caseless::default_case_fold_str(&nfkc).nfkc().collect::<String>())
    }

    pub fn answer(text: &str) -> String {
        let nfc: String = text.nfc().collect();
        let typed: String = nfc
            .chars()
            .map(|c| match c {
                '“' | '”' | '„' => "\"".to_owned(),
                '‘' | '’' => "'".to_owned(),
                '–' | '—' => "-".to_owned(),
                '…' => "...".to_owned(),
                c => c.to_string(),
            })
            .collect();
        let text = collapse(&typed);
        let mut hasher = blake3::Hasher::new();
        for field in ["recto.a1", text.trim()] {
            hasher.update(&(field.len() as u64).to_le_bytes());
            hasher.update(field.as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// Each text stands between letters, so that nothing is cut from its ends.
fn agrees(text: &str) {
    let mut prompt = identity::Prompt::default();
    prompt.text(&format!("x{text}x"));
    assert_eq!(prompt.canonical(), plainly::words(&format!("x{text}x")), "the words {text:?}");
    assert_eq!(identity::answer_digest(text).to_string(), plainly::answer(text), "the answer {text:?}");
}

#[test]
fn the_quick_ways_agree_with_unicode_on_every_letter() {
    for c in '\0'..=char::MAX {
        agrees(&c.to_string());
        // Before a combining mark, after one, and before the second half of a Hangul syllable.
        if c > '\u{7f}' && c < '\u{20000}' {
            agrees(&format!("{c}\u{301}"));
            agrees(&format!("a\u{323}{c}\u{11a8}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_quick_ways_agree_with_the_plain_ones(text in "[ \\t\\n\\ra-zA-Z?…’“—À-ž\u{300}-\u{310}а-я가-각漢かﬁ２①]{0,40}") {
        agrees(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn white_space_in_an_answer_is_one_space_however_much_of_it(words in prop::collection::vec("[a-z.,é“–]{1,5}|`[a-z]{1,3}`", 0..8), spaces in prop::collection::vec("[ \t]{1,3}|\r?\n[ ]{0,2}|\u{a0}", 8)) {
        let digest = |text: &str| identity::answer_digest_v2(&identity::Seen { text, ..identity::Seen::default() });
        let wide: String = words.iter().zip(&spaces).map(|(word, space)| format!("{word}{space}")).collect();
        prop_assert_eq!(digest(&wide), digest(&words.join(" ")), "{:?}", wide);
        if words.len() > 1 {
            prop_assert_ne!(digest(&wide), digest(&words.concat()), "{:?}", wide);
        }
    }
}
