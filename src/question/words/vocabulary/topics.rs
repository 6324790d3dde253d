//! Words of headings: what says that questions follow, and what stands beside or within questions and asks nothing.

use super::list::{Vocabulary, Words};
use std::sync::LazyLock;

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
