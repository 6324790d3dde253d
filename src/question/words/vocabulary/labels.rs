//! Words that label: questions, answers, options, the sides of a card, the turns of a chat.

use super::list::{Vocabulary, Words};
use std::sync::LazyLock;

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
