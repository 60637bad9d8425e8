"""English."""

from counterbrief.evidence.quotation.languages.words import LanguageWords, split

ENGLISH = LanguageWords(
    negations=split(
        "not no never none nobody nothing nowhere neither nor without cannot cant didnt doesnt isnt wasnt werent "
        "wouldnt couldnt shouldnt hasnt havent hadnt aint hardly scarcely barely rarely seldom "
        "hadn had_n t dont wont few fewer little minus refused denied failed"
    ),
    negation_endings=("n't",),
    numerals=split(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand "
        "thousands million millions billion billions trillion dozen dozens score scores couple pair both half halves "
        "third thirds quarter quarters fifth fifths sixth seventh eighth ninth tenth tenths twentieth hundredth "
        "thousandth first second twice thrice double triple percent percentage tens twenties thirties forties "
        "once fiftyeight sixtieth seventieth"
    ),
    conditions=split(
        "if unless except excepting excepted excluding exception exceptions provided providing whether lest otherwise "
        "assuming supposing as_long_as so_long_as in_case on_condition only_when apart_from other_than save_for but_for "
        "even_though in_the_event_that"
    ),
    negating_prefixes=split("un in im il ir dis non mis"),
    common=split("the of and to in is was that for it with as on by at from are were they he his this which be have"),
)
