/* One entry a task, in two tables by family. What a rule says of data is what
 * the makers in data/make do; losses of blind guesses are those of `baseline`
 * in data/task.h.
 */
#include "scene/training/task_words.h"

#include <assert.h>

static const char keeling[] =
    "Keeling and Whorf, Scripps Institution of Oceanography";
static const char box[] =
    "Box, Jenkins and Reinsel, Time Series Analysis, Series G";
static const char anderson[] =
    "O. D. Anderson, Time Series Analysis and Forecasting, 1976";
static const char erste[] =
    "kindly provided by Erste Bank AG, Vienna";
static const char alpaydin[] =
    "E. Alpaydin and C. Kaynak, UCI optdigits, 1998";
static const char cldr[] =
    "Unicode CLDR 41, Unicode License";
static const char constitution[] =
    "US Constitution, public domain";

/* The next value of a series, and a price. */
static const struct task_words series[TASK_COUNT] = {
    [TASK_COSINE] = {
        .title = {"Continue a cosine", "코사인 이어 그리기"},
        .short_title = {"Cosine", "코사인"},
        .rule = {
            "At every step a value of a cosine is read and the next one is "
            "asked. One period takes 22.36 steps, so no two windows begin "
            "alike. A blind guess says the value just read once more.",
            "시점마다 코사인 값을 하나 읽고 다음 값을 맞힙니다. 한 주기가 "
            "22.36시점이어서 똑같이 시작하는 구간은 없습니다. 기준선은 방금 "
            "읽은 값을 그대로 답하는 것입니다."},
        .look = {
            "Left to themselves, which networks keep height and period of the "
            "wave?",
            "자유 생성에서 파동의 높이와 주기를 끝까지 지키는 신경망은 "
            "어느 것일까요?"},
        .credit = "",
        .baseline = {"next = now", "다음 값 = 지금 값"},
        .shape = SHAPE_NEXT,
    },
    [TASK_PRICE] = {
        .title = {"A price: four days to the fifth", "나흘 주가로 닷새째 예측"},
        .short_title = {"Price", "주가"},
        .rule = {
            "By how many percent the DAX rose or fell is read for four days, "
            "and asked for the fifth. Changes are read because the later "
            "prices lie above all earlier ones. A blind guess says: no change.",
            "독일 주가지수 DAX의 하루 등락률을 나흘 동안 읽고 닷새째 날의 "
            "등락률을 맞힙니다. 나중 주가가 훈련 때의 주가보다 훨씬 높아서 "
            "주가 대신 등락률을 읽습니다. 기준선은 '변화 없음'입니다."},
        .look = {
            "Does any network get below the line of tomorrow = today on days "
            "it has never seen?",
            "처음 보는 날에 '내일 = 오늘' 기준선보다 손실이 낮은 신경망이 "
            "있을까요?"},
        .credit = erste,
        .baseline = {"tomorrow = today", "내일 = 오늘"},
        .shape = SHAPE_MANY_TO_ONE,
    },
    [TASK_CO2] = {
        .title = {"CO₂ of the next month", "다음 달의 CO₂"},
        .short_title = {"CO₂", "CO₂ 농도"},
        .rule = {
            "Every month the change of the CO₂ over Mauna Loa is read, in ppm, "
            "and the change of the next month is asked. A blind guess says "
            "the change of this month once more.",
            "마우나로아에서 잰 CO₂ 농도의 월별 변화량(ppm)을 달마다 읽고 "
            "다음 달의 변화량을 맞힙니다. 기준선은 이번 달 변화량을 그대로 "
            "답하는 것입니다."},
        .look = {
            "Here forecasting works: watch units find the rhythm of the year.",
            "예측이 잘되는 과제입니다. 유닛들이 한 해의 주기를 찾아가는 "
            "모습을 보세요."},
        .credit = keeling,
        .baseline = {"as this month", "이번 달과 같음"},
        .shape = SHAPE_NEXT,
    },
    [TASK_AIR] = {
        .title = {"Air passengers of the next month", "다음 달의 항공 승객"},
        .short_title = {"Air passengers", "항공 승객"},
        .rule = {
            "Every month it is read by how many percent the number of airline "
            "passengers grew, and the growth of the next month is asked. A "
            "blind guess says the growth of this month once more.",
            "항공 승객 수가 전달보다 몇 퍼센트 늘었는지 달마다 읽고 다음 "
            "달의 증가율을 맞힙니다. 기준선은 이번 달 증가율을 그대로 "
            "답하는 것입니다."},
        .look = {
            "Only 143 months: the training loss goes on falling. Does the test "
            "loss follow?",
            "데이터가 143개월뿐입니다. 훈련 손실은 계속 줄어드는데 테스트 "
            "손실도 따라 줄어들까요?"},
        .credit = box,
        .baseline = {"as this month", "이번 달과 같음"},
        .shape = SHAPE_NEXT,
    },
    [TASK_TEMPERATURE] = {
        .title = {"Temperature of the next month", "다음 달의 기온"},
        .short_title = {"Temperature", "기온"},
        .rule = {
            "Every month the mean temperature of Nottingham is read and that "
            "of the next month is asked. A blind guess says the temperature "
            "of this month once more.",
            "영국 노팅엄의 월평균 기온을 달마다 읽고 다음 달의 기온을 "
            "맞힙니다. 기준선은 이번 달 기온을 그대로 답하는 것입니다."},
        .look = {
            "The same temperature comes in spring and in autumn: what tells "
            "the network which way it goes?",
            "봄과 가을의 기온은 비슷합니다. 신경망은 오를지 내릴지를 무엇으로 "
            "알까요?"},
        .credit = anderson,
        .baseline = {"as this month", "이번 달과 같음"},
        .shape = SHAPE_NEXT,
    },
    [TASK_SALES] = {
        .title = {"Sales by weekday", "요일별 판매량"},
        .short_title = {"Weekday sales", "요일별 판매"},
        .rule = {
            "The sales of a day are read and those of the next are asked: a "
            "pattern of weekdays, 25 more on the day after a discount, which "
            "comes every tenth day, and noise that nobody can know. A blind "
            "guess says today's sales once more.",
            "하루 판매량을 읽고 다음 날의 판매량을 맞힙니다. 요일마다 정해진 "
            "양에, 열흘마다 있는 할인 이튿날에는 25가 더해지고, 아무도 알 수 "
            "없는 잡음이 섞입니다. 기준선은 오늘 판매량을 그대로 답하는 "
            "것입니다."},
        .look = {
            "The weekday is found within a week; how near does the loss come "
            "to the floor of the noise?",
            "요일은 한 주 안에 알아냅니다. 손실은 잡음이 정한 한계에 얼마나 "
            "가까워질까요?"},
        .credit = "",
        .baseline = {"tomorrow = today", "내일 = 오늘"},
        .shape = SHAPE_NEXT,
    },
    [TASK_SERIES] = {
        .title = {"A series of your own", "내 시계열"},
        .short_title = {"Your series", "내 시계열"},
        .rule = {
            "At every step a value of your file's column is read and the next "
            "one is asked. The last fifth is held back for the test. A blind "
            "guess says the value just read once more.",
            "내 파일에서 고른 열의 값을 시점마다 읽고 다음 값을 맞힙니다. "
            "마지막 5분의 1은 테스트용으로 남겨 둡니다. 기준선은 방금 읽은 "
            "값을 그대로 답하는 것입니다."},
        .look = {
            "Is the test loss below its baseline? If not, nothing was learned "
            "that helps.",
            "테스트 손실이 기준선보다 낮나요? 아니라면 쓸모 있는 것을 배우지 "
            "못한 것입니다."},
        .credit = "",
        .baseline = {"next = now", "다음 값 = 지금 값"},
        .shape = SHAPE_NEXT,
    },
};

/* Words, letters and digits. */
static const struct task_words language[TASK_COUNT] = {
    [TASK_NUMBERS] = {
        .title = {"English numbers to Korean", "영어 수를 한국어로"},
        .short_title = {"Number words", "수 번역"},
        .rule = {
            "A number in English words is read, then its Korean numeral is "
            "written, syllable by syllable. A fifth of the numbers is held "
            "back. A blind guess gives each syllable its share.",
            "영어로 쓴 수를 끝까지 읽은 다음 한국어 수를 한 글자씩 씁니다. "
            "수의 5분의 1은 훈련에 쓰지 않습니다. 기준선은 "
            "글자가 나오는 비율만 아는 답입니다."},
        .look = {
            "Everything it knows of the number has to pass through the state "
            "at the turn.",
            "읽은 수에 관한 정보는 모두 읽기가 끝난 시점의 상태를 거쳐야 "
            "합니다."},
        .credit = "",
        .baseline = {"syllable frequencies", "글자 빈도"},
        .shape = SHAPE_MANY_TO_MANY,
    },
    [TASK_PLACES] = {
        .title = {"Places in Korean", "나라 이름을 한국어로"},
        .short_title = {"Place names", "나라 이름"},
        .rule = {
            "The English name of a country or territory is read, letter by "
            "letter, then the Korean one is written. There are fewer than 300 "
            "pairs; a fifth is held back. A blind guess gives each syllable "
            "its share.",
            "영어로 쓴 나라나 지역 이름을 한 글자씩 읽은 다음 한국어 이름을 "
            "씁니다. 모두 300쌍이 안 되고, 그중 5분의 1은 훈련에 쓰지 "
            "않습니다. 기준선은 글자가 나오는 비율만 아는 답입니다."},
        .look = {
            "Compare names that it trained on with new ones: is it "
            "translating or memorising?",
            "훈련한 이름과 처음 보는 이름의 정답률을 비교해 보세요. "
            "번역일까요, 암기일까요?"},
        .credit = cldr,
        .baseline = {"syllable frequencies", "글자 빈도"},
        .shape = SHAPE_MANY_TO_MANY,
    },
    [TASK_SPELL] = {
        .title = {"Spell a handwritten digit", "손글씨 숫자를 영어로"},
        .short_title = {"Spell a digit", "숫자를 영어로"},
        .rule = {
            "A picture of 8×8 pixels is read in the first step; then the "
            "English name of the digit is written, letter by letter. A fifth "
            "of the pictures is held back. A blind guess gives each letter "
            "its share.",
            "첫 시점에 8×8 그림 하나를 읽고, 그 숫자의 영어 이름을 한 글자씩 "
            "씁니다. 그림의 5분의 1은 훈련에 쓰지 않습니다. 기준선은 글자가 "
            "나오는 비율만 아는 답입니다."},
        .look = {
            "The picture is seen once: what it was has to stay in the state "
            "until the last letter.",
            "그림은 한 번만 봅니다. 무슨 숫자였는지는 마지막 글자를 쓸 때까지 "
            "상태에 남아 있어야 합니다."},
        .credit = alpaydin,
        .baseline = {"letter frequencies", "글자 빈도"},
        .shape = SHAPE_ONE_TO_MANY,
    },
    [TASK_SPELL_KO] = {
        .title = {"Spell a digit in Korean", "손글씨 숫자를 한국어로"},
        .short_title = {"Digit in Korean", "숫자를 우리말로"},
        .rule = {
            "A picture of 8×8 pixels is read in the first step; then the "
            "native Korean name of the digit is written, jamo by jamo. A fifth "
            "of the pictures is held back. A blind guess gives each jamo its "
            "share.",
            "첫 시점에 8×8 그림 하나를 읽고, 영·하나·둘처럼 그 숫자의 "
            "이름을 자모 하나씩 씁니다. 그림의 5분의 1은 훈련에 쓰지 "
            "않습니다. 기준선은 자모가 나오는 비율만 아는 답입니다."},
        .look = {
            "Words have two to six jamo: how does the network know when it is "
            "done?",
            "이름마다 자모의 수가 다릅니다. 신경망은 다 썼다는 것을 어떻게 "
            "알까요?"},
        .credit = alpaydin,
        .baseline = {"jamo frequencies", "자모 빈도"},
        .shape = SHAPE_ONE_TO_MANY,
    },
    [TASK_ANSWER] = {
        .title = {"Today or yesterday?", "오늘일까, 어제일까?"},
        .short_title = {"Today's price", "오늘과 어제"},
        .rule = {
            "A question about a share price is read, word by word, then the "
            "price is written, digit by digit. Today is the last day of the "
            "data; one word, today or yesterday, changes the answer. A blind "
            "guess gives each digit its share.",
            "주가를 묻는 문장을 한 단어씩 읽은 다음 답을 숫자 하나씩 씁니다. "
            "'오늘'은 데이터의 마지막 날입니다. '오늘'과 '어제', 한 단어만 "
            "달라도 답이 달라집니다. 기준선은 숫자가 나오는 비율만 아는 "
            "답입니다."},
        .look = {
            "The later words are the same in both questions; their hidden "
            "states are not.",
            "두 문장의 뒷부분은 단어가 같아도 은닉 상태는 다릅니다."},
        .credit = erste,
        .baseline = {"digit frequencies", "숫자 빈도"},
        .shape = SHAPE_MANY_TO_MANY,
    },
    [TASK_LETTERS] = {
        .title = {"The next letter", "다음 글자 맞히기"},
        .short_title = {"Next letter", "다음 글자"},
        .rule = {
            "A text is read letter by letter, and after each the next one is "
            "asked. The last tenth of the text is held back. A blind guess "
            "knows only how often each letter occurs.",
            "글을 한 글자씩 읽으면서 매번 다음 글자를 맞힙니다. 글의 마지막 "
            "10분의 1은 훈련에 쓰지 않습니다. 기준선은 글자마다 얼마나 자주 "
            "나오는지만 아는 답입니다."},
        .look = {
            "Let it write by itself after every few epochs: what comes right "
            "first, letters, words or phrases?",
            "에포크가 지날 때마다 글을 쓰게 해 보세요. 글자, 단어, 구절 가운데 "
            "무엇부터 꼴을 갖출까요?"},
        .credit = constitution,
        .baseline = {"letter frequencies", "글자 빈도"},
        .shape = SHAPE_NEXT,
    },
};

/* Long memory. */
static const struct task_words memory[TASK_COUNT] = {
    [TASK_REMEMBER] = {
        .title = {"Remember the first bit", "첫 비트 기억하기"},
        .short_title = {"First bit", "첫 비트"},
        .rule = {
            "The first step reads +1 or −1, all others noise; at the end it is "
            "asked which of the two it was. A coin toss is right half of the "
            "time and costs 0.69.",
            "첫 시점에 +1이나 −1을 읽고 나머지 시점에는 잡음만 읽습니다. "
            "마지막에 처음 값이 무엇이었는지 답합니다. 동전 던지기로 답하면 "
            "절반을 맞히고 손실은 0.69입니다."},
        .look = {
            "Does the loss fall at once, late or never? Try a longer lag and "
            "several seeds.",
            "손실이 바로 떨어질까요, 뒤늦게 떨어질까요, 그대로일까요? 시차를 "
            "늘리고 시드도 여러 개로 해 보세요."},
        .credit = "",
        .baseline = {"coin toss", "동전 던지기"},
        .shape = SHAPE_MANY_TO_ONE,
    },
    [TASK_ADDING] = {
        .title = {"Add two marked numbers", "표시된 두 수 더하기"},
        .short_title = {"Adding", "두 수 더하기"},
        .rule = {
            "Numbers from 0 to 1 are read, two of them marked; at the end "
            "their sum is asked. Always to say 1 costs 0.167.",
            "0과 1 사이의 수를 읽는데 그중 둘에만 표시가 있습니다. 마지막에 "
            "표시된 두 수의 합을 답합니다. 늘 1이라고 답하면 손실은 "
            "0.167입니다."},
        .look = {
            "Is anything written only where the mark is?",
            "표시가 있는 시점에만 값을 쓸까요?"},
        .credit = "",
        .baseline = {"always 1", "늘 1로 답하기"},
        .shape = SHAPE_MANY_TO_ONE,
    },
    [TASK_COPY] = {
        .title = {"Copy ten symbols", "기호 열 개 외우기"},
        .short_title = {"Copying", "기호 외우기"},
        .rule = {
            "Ten symbols of eight kinds are read, then blanks, then a signal; "
            "after it the ten are asked in their order. Guessing costs 2.08.",
            "여덟 가지 기호로 된 기호 열 개를 읽고, 빈칸이 이어지다가 신호가 "
            "오면 열 개를 순서대로 답합니다. 아무렇게나 답하면 손실은 "
            "2.08입니다."},
        .look = {
            "Ten things at once: in which units does each of them wait?",
            "한꺼번에 열 개입니다. 기호는 저마다 어느 유닛에서 기다릴까요?"},
        .credit = "",
        .baseline = {"guessing", "아무렇게나 답하기"},
        .shape = SHAPE_MANY_TO_MANY,
    },
    [TASK_ANBN] = {
        .title = {"Count: a^{n} b^{n}", "수 세기: a^{n} b^{n}"},
        .short_title = {"a^{n} b^{n}", "a^{n} b^{n} 세기"},
        .rule = {
            "Some a are read, then as many b, then the end. The next symbol "
            "is asked wherever it is certain. Lengths 3, 7, 11, … are held "
            "back. A blind guess gives each symbol its share.",
            "a를 몇 개 읽고, b를 같은 수만큼 읽으면 끝납니다. 다음 기호가 "
            "정해져 있는 곳에서만 그 기호를 맞힙니다. 길이 3, 7, 11, …은 "
            "훈련에 쓰지 않습니다. 기준선은 기호의 비율만 아는 답입니다."},
        .look = {
            "Look for a unit whose cell state counts up with a and down with "
            "b.",
            "a에서 올라가고 b에서 내려가며 수를 세는 셀 상태를 찾아보세요."},
        .credit = "",
        .baseline = {"symbol frequencies", "기호 빈도"},
        .shape = SHAPE_NEXT,
    },
};

const struct task_words *task_words(enum task_kind kind)
{
    assert(kind >= 0 && kind < TASK_COUNT);
    if (task_is_series(kind))
        return &series[kind];
    return task_has_lag(kind) ? &memory[kind] : &language[kind];
}

const char *task_shape_name(const struct ui *ui, enum task_shape shape)
{
    switch (shape) {
    case SHAPE_NEXT: return say(ui, "what comes next", "다음 값 예측");
    case SHAPE_MANY_TO_ONE: return say(ui, "many to one", "다대일");
    case SHAPE_MANY_TO_MANY: return say(ui, "many to many", "다대다");
    case SHAPE_ONE_TO_MANY: return say(ui, "one to many", "일대다");
    }
    assert(false);
    return "";
}
