"""German."""

from counterbrief.evidence.quotation.languages.words import LanguageWords, split

GERMAN = LanguageWords(
    negations=split(
        "nicht nichts nie niemals niemand niemanden niemandem niemandes nirgends nirgendwo nein kein keine keinen "
        "keinem keiner keines keinerlei keineswegs keinesfalls weder noch_nie ohne kaum mitnichten nimmer"
    ),
    numerals=split(
        "null eins zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert hunderte "
        "hunderten tausend tausende tausenden million millionen milliarde milliarden dutzend dutzende dutzenden halb "
        "halbe halben halber hälfte drittel viertel fünftel zehntel beide beiden beider doppelt dreifach zweimal "
        "dreimal erste ersten erster erstes zweite zweiten zweiter zweites dritte dritten dritter drittes prozent zweien "
        "dreien vieren paar "
        "vierte vierten vierter siebte siebten sechste fünfte achte neunte zehnte zwanzigste zwanzigsten dreissigste hundertste tausendste dreitausendfünf"
    ),
    numeral_endings=split(
        "hundert tausend undzwanzig unddreißig undvierzig undfünfzig undsechzig undsiebzig undachtzig undneunzig"
    ),
    numeral_stems=split("einhundert zweihundert dreihundert vierhundert fünfhundert tausend hundert"),
    conditions=split(
        "wenn falls sofern außer ausgenommen ausser soweit solange sonst ob es_sei_denn vorausgesetzt bis_auf "
        "andernfalls ausnahme ausnahmen abgesehen im_falle"
    ),
    negating_prefixes=split("un in im il ir miss miß nicht"),
    common=split(
        "der die das und ist von den dem zu ein eine mit auf für sich des im es sie er wir hat haben dass als"
    ),
)
