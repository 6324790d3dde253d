//! Words that ask: what opens a question or a task, and what asks wherever it stands.

use super::list::{Vocabulary, Words};
use std::sync::LazyLock;

/// Words that open a question or a task, in lower case.
pub static OPENERS: Words = LazyLock::new(|| {
    Vocabulary::new(
        "što|šta|zašto|kada|gdje|koji|koja|koje|objasni|objasnite|čo|prečo|kto|aký|aká|aké|vysvetlite|bagaimanakah|nyatakan|terangkan|\
         what|what's|whats|why|how|when|where|which|who|whom|whose|is|are|do|does|did|can|could|should|would|\
         will|has|have|explain|describe|define|compare|contrast|differentiate|distinguish|discuss|list|name|\
         state|mention|enumerate|outline|give|tell|talk about|walk me|walk through|difference between|\
         differences between|different between|true or false|in which|for what|on which|to which|by what|\
         consider|suppose|prove|calculate|identify|vad|vad är|hur|varför|när|vilken|vilka|förklara|beskriv|hvad|hva|\
         hvordan|hvorfor|hvilken|hvilke|forklar|mitä|miksi|miten|mikä|mi az|mi a|miért|hogyan|mikor|melyik|mi különbség|\
         ce este|ce sunt|cum|de ce|care|explicați|какво|как|защо|кога|кой|коя|обясни|τι|πώς|γιατί|πότε|ποια|ποιο|ποιος|εξηγήστε|\
         was|warum|wie|wann|wo|welche|welcher|welches|welchen|wer|wem|\
         wen|wozu|wieso|weshalb|womit|wodurch|worin|wofür|woraus|erkläre|erklären|beschreibe|beschreiben|nenne|\
         nennen|definiere|definieren|vergleiche|vergleichen|unterschied zwischen|unterschiede zwischen|que|quoi|\
         qu'|qu'est-ce|quel|quelle|quels|quelles|comment|pourquoi|quand|où|qui|combien|lequel|laquelle|est-ce|\
         expliquez|expliquer|explique|décrivez|décrire|définissez|définir|citez|citer|donnez|comparez|\
         différence entre|différences entre|quelle est|qué|cuál|cuáles|cómo|por qué|para qué|cuándo|dónde|quién|\
         quiénes|cuánto|cuántos|explica|describa|defina|menciona|mencione|nombra|nombre|enumera|enumere|compara|\
         diferencia entre|diferencias entre|o que|o quê|qual|quais|como|por que|quando|onde|quem|quanto|quantos|\
         descreva|cite|diferença entre|diferenças entre|che|cosa|cos'è|quale|quali|come|perché|dove|chi|quanti|\
         spiega|spiegare|descrivi|descrivere|definisci|elenca|differenza tra|differenze tra|wat|waarom|hoe|\
         wanneer|waar|welke|leg uit|beschrijf|noem|co|jak|dlaczego|kiedy|gdzie|kto|który|która|które|jaki|jaka|\
         jakie|czym|czy|ile|wyjaśnij|opisz|wymień|porównaj|proč|kdy|kde|kdo|jaký|jaká|jaké|čím|vysvětlete|\
         popište|ne|nedir|nasıl|neden|niçin|ne zaman|nerede|kim|hangi|kaç|açıklayın|açıkla|что|как|почему|зачем|\
         когда|где|кто|какой|какая|какие|какое|каким|какими|каков|какова|каковы|чем|сколько|можно ли|расскажите|\
         расскажи|объясните|объясни|опишите|опиши|назовите|назови|перечислите|перечисли|дайте|приведите|сравните|обоснуйте|обоснуй|различите|различи|\
         в чем|в чём|для чего|разница между|отличие|отличия|що|як|чому|навіщо|коли|де|хто|який|яка|які|яке|чим|\
         скільки|поясніть|опишіть|назвіть|перелічіть|порівняйте|у чому|в чому|для чого|різниця між|tại sao|\
         vì sao|làm thế nào|khi nào|ở đâu|hãy|giải thích|phân biệt|so sánh|nêu|trình bày|apa|apakah|bagaimana|\
         mengapa|kapan|di mana|siapa|berapa|jelaskan|sebutkan|bandingkan|ما|ماذا|لماذا|كيف|متى|أين|هل|كم|اشرح|\
         عرف|اذكر|قارن|چه|چرا|چگونه|چطور|کجا|آیا|מה|מהו|מהי|למה|מדוע|איך|כיצד|מתי|איפה|היכן|האם|הסבר|הסבירו|תאר|\
         请|請|为什么|為什麼|如何|怎么|怎麼|什么|什麼|简述|簡述|说说|說說|谈谈|談談|描述|解释|解釋|列举|列舉|なぜ|何|どの|どう|いつ|誰|왜|어떻게|무엇|언제|어떤|설명",
    )
});

/// Those of them that an examiner says, and nobody who tells how to do something.
pub static EXAMINERS: Words = LazyLock::new(|| {
    Vocabulary::new(
        "explain|describe|define|compare|contrast|differentiate|distinguish|discuss|outline|erkläre|erklären|beschreibe|\
         beschreiben|definiere|definieren|vergleiche|vergleichen|expliquez|décrivez|définissez|comparez|explica|explique|\
         describa|defina|compara|descreva|spiega|descrivi|definisci|leg uit|beschrijf|wyjaśnij|opisz|porównaj|vysvětlete|\
         popište|açıklayın|açıkla|объясните|объясни|опишите|опиши|сравните|поясніть|опишіть|порівняйте|giải thích|\
         trình bày|phân biệt|jelaskan|bandingkan|اشرح|قارن|简述|簡述|解释|解釋",
    )
});

/// Those of them that open clauses as well.
pub static CLAUSE: Words = LazyLock::new(|| {
    Vocabulary::new(
        "when|where|wo|quand|où|quando|onde|dove|wanneer|waar|kiedy|gdzie|když|kde|når|hvor|när|где|когда|де|коли|когато|където|όταν|όπου",
    )
});

/// Words that ask wherever they stand, in scripts and languages where a question need not open with its word.
pub static ASKING_INSIDE: Words = LazyLock::new(|| {
    Vocabulary::new(
        "什么|什麼|怎么| nedir| là gì| nào| vs | vs. | versus |怎麼|怎样|怎樣|如何|为什么|為什麼|为何|哪个|哪些|哪種|哪种|哪一|吗|嗎|区别|區別|ですか|ますか|\
         なぜ|とは|でしょうか|ください|下さい|述べよ|説明せよ|하시오|하세요|해주세요|해 주세요|하라|설명하|違い|教えて|説明し|입니까|인가|나요|까요|차이|은 무엇|는 무엇|क्या|क्यों|कैसे|कौन|कहाँ|बताइए|समझाइए|কী|কেন|কীভাবে|อะไร|ทำไม|อย่างไร|như thế nào|thế nào|چیست",
    )
});
