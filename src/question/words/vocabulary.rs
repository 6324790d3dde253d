//! The vocabulary: openers, labels, names of answers and of topics, in the languages that notes are written in.
//!
//! Each list is a text with `|` between its entries, because a line an entry would make a page of a thousand lines.

use super::tree::{Tree, typed};
use crate::normal;
use std::sync::LazyLock;

/// A list of entries in lower case.
pub struct Vocabulary(Tree);

/// A list, read on first use.
pub type Words = LazyLock<Vocabulary>;

impl Vocabulary {
    fn new(text: &'static str) -> Self {
        Self(Tree::of(text.split('|').filter(|word| !word.trim().is_empty()).collect()))
    }

    /// All entries of several.
    fn any(all: &[&Self]) -> Self {
        Self(Tree::of(all.iter().flat_map(|one| one.iter()).collect()))
    }

    /// What is quick to ask: which texts an entry may begin.
    pub fn gate(&self) -> &Tree {
        &self.0
    }

    /// The entries that a text begins with, in any case, the shortest first, each with the rest of the text.
    pub fn prefixes<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'static str, &'t str)> {
        self.0.walk(text, normal::lower)
    }

    /// The same for a text whose apostrophes may be a printer's.
    pub fn typed<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'static str, &'t str)> {
        self.0.walk(text, typed)
    }

    /// Whether a text is one of the entries, in any case.
    pub fn contains(&self, text: &str) -> bool {
        self.prefixes(text).any(|(_, rest)| rest.is_empty())
    }

    /// Every entry.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.words()
    }
}

/// What any label of a question, a task, an answer, a card's side or a turn of a chat may begin.
pub static LABELS: Words = LazyLock::new(|| Vocabulary::any(&[&QUESTION, &TASK, &ANSWER, &FRONT, &BACK, &ANSWERER]));

/// What any word for questions may begin.
pub static TOPICS: Words = LazyLock::new(|| Vocabulary::any(&[&TOPIC, &TOPIC_WORD, &TOPIC_INSIDE]));

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

/// Words that label a question: `Q:`, `Question 3.`, `问：`. The longest that fits is meant.
pub static QUESTION: Words = LazyLock::new(|| {
    Vocabulary::new(
        "q|qs|que|ques|question|hỏi|tanya|ถาม|প্রশ্ন|கேள்வி|ప్రశ్న|pitanje|vprašanje|klausimas|küsimus|soalan|tanong|pyt|quiz|frage|pregunta|pergunta|enunciado|énoncé|questão|questao|domanda|vraag|fråga|spørgsmål|\
         spørsmål|kysymys|kérdés|întrebare|ερώτηση|вопрос|питання|запитання|въпрос|pytanie|otázka|soru|câu hỏi|\
         câu|pertanyaan|soal|问题|問題|问|問|题|題|质问|質問|질문|문제|문|سؤال|السؤال|سوال|پرسش|שאלה|प्रश्न|सवाल|คำถาม",
    )
});

/// Words that label a task when a number follows: `Exercise 3:`. Without one they head a trouble, not a question.
pub static TASK: Words = LazyLock::new(|| {
    Vocabulary::new(
        "problem|exercise|challenge|task|puzzle|drill|aufgabe|übung|exercice|exo|ejercicio|exercício|esercizio|\
         oefening|задача|задание|упражнение|завдання|вправа|zadanie|ćwiczenie|úloha|alıştırma|bài|bài tập|\
         latihan|opgave|oppgave|øvelse|uppgift|övning|tehtävä|harjoitus|feladat|exercițiu|άσκηση|cvičení|\
         练习|練習|习题|習題|题目|例题|选择题|選擇題|单选题|單選題|多选题|多選題|判断题|判斷題|填空题|填空題|简答题|簡答題|问答题|問答題|\
         计算题|計算題|编程题|編程題|思考题|思考題|面试题|面試題|연습|تمرين|תרגיל|अभ्यास|แบบฝึกหัด",
    )
});

/// Words that label or head an answer: `A:`, `**Answer:**`, `答：`, `#### Solution`.
pub static ANSWER: Words = LazyLock::new(|| {
    Vocabulary::new(
        "a|ans|answer|answers|resp|đáp|ตอบ|উত্তর|பதில்|జవాబు|odgovor|odgovori|odpoveď|odpovede|riešenie|atsakymas|atsakymai|vastus|vastused|jawapan|sagot|odp|the answer|correct answer|correct answers|right answer|správná odpověď|správná odpověd|správna odpoveď|točan odgovor|tačan odgovor|poprawna odpowiedź|rätt svar|riktig svar|korrekt svar|rigtigt svar|oikea vastaus|helyes válasz|răspuns corect|răspunsul corect|верный ответ|верен отговор|правилен отговор|juist antwoord|juiste antwoord|correct antwoord|doğru yanıt|jawaban benar|jawaban yang benar|đáp án đúng|câu trả lời đúng|réponse correcte|réponse attendue|expected answer|erwartete antwort|respuesta esperada|resposta esperada|ожидаемый ответ|resposta certa|alternativa correta|korrekte antwort|die richtige antwort|answer key|solution|\
         solutions|the solution|correct option|suggested answer|suggested answers|sample answer|sample answers|model answer|\
         model answers|antwort|antworten|richtige antwort|lösung|lösungen|\
         réponse|réponses|bonne réponse|solution proposée|respuesta|respuestas|respuesta correcta|solución|\
         resposta|respostas|resposta correta|solução|risposta|risposte|risposta corretta|soluzione|antwoord|\
         oplossing|svar|løsning|lösning|vastaus|vastaukset|válasz|válaszok|megoldás|răspuns|răspunsul|răspunsuri|απάντηση|απαντήσεις|σωστή απάντηση|λύση|ответ|ответы|\
         правильный ответ|решение|відповідь|відповіді|правильна відповідь|рішення|розв'язок|отговор|odpowiedź|\
         prawidłowa odpowiedź|odpowiedzi|rozwiązanie|rozwiązania|odpověď|odpovědi|odpovědí|řešení|cevap|cevaplar|yanıt|yanıtlar|doğru cevap|çözüm|đáp án|trả lời|câu trả lời|lời giải|\
         jawaban|kunci jawaban|jawab|答|答案|回答|正确答案|正確答案|参考答案|參考答案|解答|解|解析|答え|正解|解説|정답|답|답변|해설|풀이|جواب|الجواب|الجواب الصحيح|إجابة|الإجابة|الإجابة الصحيحة|\
         الاجابة|پاسخ|תשובה|פתרון|उत्तर|जवाब|คำตอบ|เฉลย",
    )
});

/// Words that lead into the options of a choice on their line: "Options: A) this B) that".
pub static OPTIONS: Words = LazyLock::new(|| {
    Vocabulary::new(
        "options|choices|answer choices|antwortmöglichkeiten|auswahl|choix|opciones|alternativas|opções|opzioni|alternative|\
         keuzes|варианты|варианты ответа|варианты ответов|варіанти|варіанти відповідей|opcje|warianty|možnosti|seçenekler|\
         şıklar|lựa chọn|các lựa chọn|pilihan|选项|選項|選択肢|보기|선택지|الخيارات|خيارات|گزینه‌ها|विकल्प|ตัวเลือก",
    )
});

/// What a hidden answer's handle says besides: "Show", "Click to expand".
pub static TOGGLE: Words = LazyLock::new(|| {
    Vocabulary::new(
        "show|hide|click|tap|expand|collapse|reveal|spoiler|view|see|open|toggle|details|more|hint|hints|\
         explanation|translation|translations|anzeigen|zeigen|zeige|klicken|\
         klick|aufklappen|tipp|hinweis|erklärung|afficher|voir|montrer|cliquer|cliquez|indice|explication|\
         mostrar|ver|clic|pista|explicación|clique|dica|explicação|mostra|vedi|mostrare|clicca|suggerimento|\
         spiegazione|toon|bekijk|показать|посмотреть|открыть|раскрыть|подсказка|показати|переглянути|підказка|\
         pokaż|zobacz|wskazówka|zobrazit|göster|ipucu|xem|gợi ý|hiện|lihat|tampilkan|点击|點擊|查看|展开|展開|显示|顯示|提示|表示|\
         ヒント|クリック|보기|힌트|펼치기|عرض|إظهار|انقر|نمایش|הצג|לחץ|दिखाएं|देखें|แสดง|ดู",
    )
});

/// Words by which a note or a section says that it holds questions, where they stand as words of their own: "exam" begins
/// "example", and Turkish "soru" begins "sorun", a trouble.
pub static TOPIC_WORD: Words = LazyLock::new(|| {
    Vocabulary::new(
        "exam|exams|true or false|true/false|vrai ou faux|verdadero o falso|verdadeiro ou falso|vero o falso|\
         richtig oder falsch|wahr oder falsch|prawda czy fałsz|верно или неверно|правда или ложь|doğru mu yanlış mı|practice|practise|drills|examen|exame|exames|esame|esami|exámenes|prova|provas|qcm|soru|sorular|\
         soruları|sorusu|вправа|вправи|kuis|ujian|ôn tập",
    )
});

/// Words by which a note or a section says that it holds questions. Each is looked for at the start of a word.
pub static TOPIC: Words = LazyLock::new(|| {
    Vocabulary::new(
        "faq|frequently asked|question|study guide|review sheet|guía de estudio|guia de estudo|guide d'étude|fiches de révision|\
         fiche de révision|lernzettel|karteikarte|lernkarte|q&a|q & a|interview|quiz|mcq|exercise|flashcard|test yourself|\
         check yourself|test your knowledge|knowledge check|self-test|self-assessment|self-check|active recall|trivia|\
         häufige|frage|fragen|übung|prüfung|selbsttest|selbstkontrolle|lernkontrolle|verständnischeck|wissenscheck|\
         foire aux questions|entretien|exercice|auto-évaluation|pregunta|preguntas|entrevista|ejercicio|autoevaluaci|\
         autotest|pergunta|perguntas|questões|questão|exercício|autoavaliaç|domande|domanda|colloquio|esercizi|esercitazion|\
         autovalutazion|vragen|frågor|kysymy|kérdés|întreb|ερωτήσ|вопрос|собеседован|упражнен|квиз|проверь себя|\
         проверьте себя|самопровер|питання|питань|співбесід|перевір себе|самоперевір|въпрос|pytani|rozmow|ćwiczeni|\
         sprawdź się|otázk|cvičení|mülakat|alıştırma|kendini test|câu hỏi|phỏng vấn|bài tập|trắc nghiệm|tự kiểm tra|\
         pertanyaan|wawancara|soal|soalan|pitanj|vprašanj|প্রশ্ন|கேள்வி|latihan|فحص المعرفة|أسئلة|الأسئلة|مقابلة|اختبار|اختبر|سوال|پرسش|مصاحبه|خودآزمایی|שאלות|ראיון|प्रश्न|\
         सवाल|साक्षात्कार|คำถาม|สัมภาษณ์|แบบทดสอบ",
    )
});

/// The words for questions among those, each looked for at the start of a word.
pub static QUESTIONS: Words = LazyLock::new(|| {
    Vocabulary::new(
        "question|frage|pregunta|pergunta|questõe|domand|vragen|fråg|spørgsmål|spørsmål|kysymy|kérdés|întreb|ερωτήσ|вопрос|\
         питан|запитан|въпрос|pytani|otázk|soru|câu hỏi|pertanyaan|问题|問題|質問|질문|أسئلة|الأسئلة|سوال|שאלות|प्रश्न|คำถาม",
    )
});

/// Words by which a heading says that what stands right under it is asked often. Each is looked for anywhere in a topic.
pub static FREQUENT: Words = LazyLock::new(|| {
    Vocabulary::new(
        "faq|frequently asked|interview question|häufige fragen|häufig gestellte fragen|foire aux questions|questions fréquentes|\
         preguntas frecuentes|perguntas frequentes|domande frequenti|veelgestelde vragen|vanliga frågor|\
         часто задаваемые вопросы|частые вопросы|вопросы на собеседован|часті питання|поширені питання|často kladené otázky|\
         najczęściej zadawane pytania|sık sorulan sorular|câu hỏi thường gặp|câu hỏi phỏng vấn|pertanyaan umum|常见问题|\
         常見問題|面试题|よくある質問|자주 묻는 질문|면접 질문|الأسئلة الشائعة|अक्सर पूछे जाने वाले प्रश्न|คำถามที่พบบ่อย",
    )
});

/// Words for questions that end compounds.
pub static TOPIC_END: Words =
    LazyLock::new(|| Vocabulary::new("fragen|vragen|frågor|spørgsmål|spørsmål|kysymykset|kérdések|spurningar"));

/// Those of the words for answers that solve troubles too.
pub static SOLUTION: Words = LazyLock::new(|| {
    Vocabulary::new(
        "solution|lösung|solución|solução|soluzione|oplossing|lösning|løsning|megoldás|решение|рішення|rozwiązanie|řešení|riešenie|\
         çözüm|解决|解決|حل",
    )
});

/// Words for answers that end compounds: "Kurzantworten", "Musterlösung".
pub static ANSWER_END: Words = LazyLock::new(|| {
    Vocabulary::new(
        "antwort|antworten|lösung|lösungen|antwoord|antwoorden|oplossing|oplossingen|svaren|lösningar|løsninger",
    )
});

/// Words that end so and mean requests, queries or surveys.
pub static TOPIC_END_NOT: Words = LazyLock::new(|| {
    Vocabulary::new(
        "anfragen|abfragen|umfragen|nachfragen|rückfragen|befragen|erfragen|hinterfragen|aanvragen|navragen|opvragen|förfrågor|forespørgsler",
    )
});

/// The same for scripts without spaces between words: looked for anywhere.
pub static TOPIC_INSIDE: Words = LazyLock::new(|| {
    Vocabulary::new(
        "面试|面試|问题|問題|题库|题目|题集|問答|问答|質問|面接|クイズ|理解度|思考题|自测|自測|自检|测验|測驗|練習|练习|習題|习题|考题|면접|질문|문제|퀴즈|คำถาม",
    )
});

/// What the front of a card is called.
pub static FRONT: Words = LazyLock::new(|| {
    Vocabulary::new(
        "front|front side|vorderseite|recto|anverso|frente|fronte|voorkant|лицевая сторона|przód|ön yüz|正面|表面|앞면|mặt trước|depan",
    )
});

/// What the back of a card is called.
pub static BACK: Words = LazyLock::new(|| {
    Vocabulary::new(
        "back|back side|rückseite|verso|reverso|retro|achterkant|обратная сторона|tył|arka yüz|背面|反面|裏面|뒷면|mặt sau|belakang",
    )
});

/// What the one who asks is called in a chat with a machine or in an interview, and what was asked.
pub static ASKER: Words = LazyLock::new(|| {
    Vocabulary::new(
        "interviewer|interviewerin|intervieweur|entrevistador|entrevistadora|intervistatore|интервьюер|інтерв'юер|面试官|面试官问|\
         面接官|면접관|you|you said|me|i|user|human|prompt|my prompt|my question|question|ich|du|nutzer|benutzer|frage|vous|vous avez dit|moi|\
         utilisateur|usuario|yo|tú|dijiste|você|você disse|usuário|eu|tu|hai detto|utente|io|gebruiker|jij|ik|вы|вы сказали|\
         пользователь|я|ви|користувач|użytkownik|ja|ty|uživatel|kullanıcı|ben|siz|bạn|người dùng|anda|pengguna|saya|你|我|您|用户|\
         你说|提问|ユーザー|あなた|사용자|나|المستخدم|أنت|أنا|משתמש|उपयोगकर्ता",
    )
});

/// What the machine or the candidate that answers is called there, and what was said.
pub static ANSWERER: Words = LazyLock::new(|| {
    Vocabulary::new(
        "candidate|interviewee|kandidat|candidat|candidato|candidata|кандидат|候选人|应聘者|候補者|지원자|chatgpt|chatgpt said|chat gpt|gpt|gpt-3.5|gpt-4|gpt-4o|gpt-5|claude|claude said|gemini|gemini said|bard|copilot|github copilot|\
         llama|mistral|deepseek|grok|perplexity|assistant|ai assistant|ai|chatbot|llm|response|chatgpt hat gesagt|ki|assistent|\
         assistente|asistente|asystent|assistant ia|ia|chatgpt a dit|chatgpt dijo|chatgpt disse|chatgpt ha detto|chatgpt сказал|\
         ассистент|нейросеть|ии|асистент|ші|asistan|asistent|yapay zeka|trợ lý|asisten|助手|ai助手|アシスタント|어시스턴트|المساعد|सहायक",
    )
});

/// Those of them that are no other thing's name.
pub static MACHINE: Words = LazyLock::new(|| {
    Vocabulary::new(
        "chatgpt|chatgpt said|chat gpt|gpt-3.5|gpt-4|gpt-4o|gpt-5|claude|claude said|gemini|gemini said|bard|copilot|github copilot|\
         deepseek|grok|perplexity|chatgpt hat gesagt|chatgpt a dit|chatgpt dijo|chatgpt disse|chatgpt ha detto|chatgpt сказал",
    )
});

/// How hard a question is said to be, behind its label: "Question 4 (easy)".
pub static DIFFICULTY: Words = LazyLock::new(|| {
    Vocabulary::new(
        "easy|medium|hard|basic|beginner|intermediate|advanced|expert|difficult|tricky|leicht|einfach|mittel|schwer|facile|\
         moyen|difficile|fácil|medio|media|difícil|médio|média|лёгкий|легкий|средний|сложный|легко|средне|сложно|трудно|\
         легке|середнє|складне|łatwe|średnie|trudne|kolay|orta|zor|dễ|trung bình|khó|mudah|sedang|sulit|简单|中等|困难|簡單|\
         困難|易|中|难|難|初級|中級|上級|쉬움|보통|어려움|سهل|متوسط|صعب|आसान|मध्यम|कठिन",
    )
});

/// Headings within a task: neither its name nor its answer.
pub static PART: Words = LazyLock::new(|| {
    Vocabulary::new(
        "what to do|your task|task description|problem statement|description|instructions|requirements|input|output|input format|\
         output format|expected output|expected result|sample input|sample output|example|examples|hint|hints|tip|tips|\
         constraints|given|aufgabenstellung|beschreibung|beispiel|beispiele|hinweis|hinweise|tipp|tipps|eingabe|ausgabe|\
         anforderungen|consigne|consignes|exemple|exemples|indice|indices|astuce|astuces|ejemplo|ejemplos|pista|pistas|entrada|\
         salida|requisitos|exemplo|exemplos|dica|dicas|saída|esempio|esempi|suggerimento|suggerimenti|consegna|voorbeeld|\
         voorbeelden|exempel|eksempel|условие|пример|примеры|подсказка|подсказки|описание|входные данные|выходные данные|умова|\
         приклад|приклади|підказка|підказки|przykład|przykłady|wskazówka|wskazówki|wejście|wyjście|příklad|nápověda|örnek|\
         ipucu|girdi|çıktı|ví dụ|gợi ý|đề bài|contoh|petunjuk|例|例子|示例|提示|题目描述|输入|输出|ヒント|入力|出力|예시|힌트|입력|출력|\
         مثال|تلميح",
    )
});

/// Headings over what a lesson is for: "Explain how ..." below them asks nothing.
pub static AIM: Words = LazyLock::new(|| {
    Vocabulary::new(
        "learning objectives|objectives|learning outcomes|outcomes|learning goals|goals|what you will learn|what you'll learn|\
         lernziele|lernziel|ziele|objectifs|objectifs pédagogiques|objectifs d'apprentissage|objetivos|objetivos de aprendizaje|\
         objetivos de aprendizagem|obiettivi|obiettivi di apprendimento|leerdoelen|doelen|lärandemål|læringsmål|cele|cele nauczania|\
         cíle|цели|цели обучения|цілі|мета|hedefler|kazanımlar|mục tiêu|tujuan|tujuan pembelajaran|学习目标|目标|學習目標|目標|学習目標|\
         학습 목표|أهداف|أهداف التعلم",
    )
});

/// Headings that stand beside questions and ask nothing, whatever their neighbours are.
pub static STOP: Words = LazyLock::new(|| {
    Vocabulary::new(
        "open questions|open question|unresolved questions|outstanding questions|questions and feedback|known issues|\
         known problems|offene fragen|questions ouvertes|preguntas abiertas|perguntas em aberto|domande aperte|\
         открытые вопросы|відкриті питання|otwarte pytania|açık sorular|已知问题|遗留问题|待解决问题|未决问题|既知の問題|未解決の問題|\
         알려진 문제|table of contents|contents|toc|index|overview|links|link|references|reference|resources|resource|\
         further reading|read more|see also|learn more|related|related topics|sources|source|credits|license|\
         licence|contributing|contributors|contribution|about|introduction|intro|preface|conclusion|summary|\
         notes|note|changelog|prerequisites|next questions|next|previous|back to top|acknowledgements|author|\
         authors|support|inhalt|inhaltsverzeichnis|einleitung|zusammenfassung|quellen|lizenz|weiterführendes|\
         sommaire|table des matières|introduction générale|résumé|références|liens|ressources|contenido|índice|\
         tabla de contenido|tabla de contenidos|introducción|conclusión|resumen|referencias|enlaces|recursos|\
         licencia|sumário|conteúdo|introdução|conclusão|resumo|referências|licença|indice|sommario|introduzione|\
         conclusione|riferimenti|risorse|licenza|inhoud|inleiding|содержание|оглавление|введение|заключение|\
         ссылки|источники|ресурсы|литература|лицензия|зміст|вступ|висновок|посилання|джерела|spis treści|wstęp|\
         podsumowanie|źródła|linki|obsah|úvod|závěr|içindekiler|giriş|sonuç|kaynaklar|mục lục|giới thiệu|\
         kết luận|tài liệu tham khảo|daftar isi|pendahuluan|kesimpulan|referensi|目录|目錄|目次|前言|简介|簡介|介绍|介紹|总结|總結|\
         小结|参考|參考|参考资料|參考資料|参考文献|链接|連結|许可证|贡献|はじめに|まとめ|リンク|参考リンク|목차|소개|결론|참고|참고자료|المحتويات|مقدمة|خاتمة|المراجع|\
         روابط|فهرست|מבוא|סיכום|תוכן|विषय सूची|परिचय|निष्कर्ष|संदर्भ|สารบัญ",
    )
});
