"""Words by which a page says who speaks: verbs of saying, 'according to', and roles of people. Data, by language.

English, French, German, Spanish, Russian, Arabic and Bengali. A word that is missing here costs a speaker candidate, never
a quotation.
"""

from __future__ import annotations

import re

_SAYS = {
    "en": """
    said says saying added adds argued argues asked asks announced answered claimed claims complained complains concluded
    concludes confessed confided declared declares described describes explained explains insisted insists noted notes
    posited recalled recalls remarked remembered remembers replied reported said stated states stressed
    stresses suggested suggests testified told tells tweeted warned warns wrote writes added admitted admits shouted
    """,
    "fr": """
    dit disait disent déclare déclarait déclaré affirme affirmait affirmé ajoute ajouté explique expliquait expliqué
    raconte racontait raconté confie confié témoigne témoigné répond répondu écrit estime souligne avoue selon
    """,
    "de": """
    sagt sagte sagten erklärt erklärte erklärten erzählt erzählte erzählten berichtet berichtete betont betonte meint
    meinte fügt antwortet antwortete schreibt schrieb behauptet behauptete zufolge laut
    """,
    "es": """
    dice dijo decía afirma afirmó explica explicó cuenta contó declara declaró añade añadió asegura aseguró señala señaló
    relata relató responde respondió escribe escribió según
    """,
    "ru": """
    сказал сказала сказали говорит говорил говорила рассказал рассказала рассказывает заявил заявила заявили добавил
    добавила пояснил пояснила объяснил объяснила отметил отметила ответил ответила пишет вспоминает признался призналась
    """,
    "ar": """
    قال قالت قالوا يقول تقول وقال وقالت وأضاف وأضافت أضاف أضافت أوضح وأوضح ذكر وذكر صرح وصرح أكد وأكد روى يروي كتب
    """,
    "bn": """
    বলেন বলেছেন বললেন বলে বলেছে জানান জানিয়েছেন জানালেন যোগ লিখেছেন
    """,
}
_ACCORDING = (
    "according to",
    "in the words of",
    "selon",
    "d’après",
    "d'après",
    "laut",
    "según",
    "по словам",
    "وفقا ل",
    "بحسب",
)

#: Verbs of saying of all languages, in small letters.
SAYS = frozenset(word for words in _SAYS.values() for word in words.split())
_VERBS = "|".join(sorted(map(re.escape, SAYS), key=len, reverse=True))
#: A verb of saying as it stands in a text; 'were reported' says nothing of who reports.
SAYING = re.compile(rf"(?<!\w)(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bis )(?<!\bare )(?<!\bbe )(?:{_VERBS})(?!\w)")
#: The words behind which the speaker's name comes at once.
ACCORDING = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _ACCORDING))})\s*(?=\w)", re.IGNORECASE)
#: Somebody whom somebody else cites: 'the report cited him as saying', 'was told by locals', 'quoted a guard as saying'.
CITED_AS = re.compile(
    r"\b(?:cit|quot)(?:ed|es|ing)\s+(?P<cited>(?:[\w’'.-]+\s+){1,6}?)as\s+(?:saying|telling|having)\b"
    r"|\btold\s+by\s+(?P<by>(?:[\w’'.-]+\s*){1,5})",
    re.IGNORECASE,
)

#: Words for those who speak. Plural ones can stand behind 'they'.
ROLES = frozenset(
    """
    activist analyst boy brother captive commander comrade correspondent daughter defector deserter doctor escapee
    ex-fighter expert father fighter foreigner girl guard hostage husband imam inmate insider judge jihadi jihadist lawyer
    leader man member militant mother mufti neighbour neighbor official president prisoner professor prosecutor psychologist
    recruit recruiter refugee researcher resident returnee runaway shopkeeper sister soldier son speaker spokesman
    spokesperson spokeswoman student survivor teacher teenager villager volunteer widow wife witness woman youth
    combattant combattante déserteur femme homme repenti témoin ancien ancienne
    aussteiger aussteigerin kämpfer mann frau rückkehrer rückkehrerin zeuge zeugin
    combatiente desertor desertora hombre mujer testigo
    боец боевик дезертир женщина мужчина свидетель
    """.split()
)
ROLES_MANY = frozenset(
    """
    activists analysts boys captives commanders comrades defectors deserters doctors ex-fighters experts fighters
    foreigners girls guards hostages insiders jihadis jihadists lieutenants locals leaders lawyers members men militants
    mothers neighbours officials parents people prisoners recruits recruiters refugees researchers residents returnees
    soldiers students survivors teachers teenagers villagers volunteers widows wives witnesses women youths
    """.split()
)
#: Words for documents, which are quoted too and are nobody's testimony.
DOCUMENTS = frozenset(
    """
    analysis article assessment book briefing charity document dossier essay indictment it letter memo op-ed paper
    post publication record report research statement study survey think-tank verdict
    rapport étude bericht studie informe estudio доклад отчёт исследование تقرير دراسة প্রতিবেদন
    """.split()
)
HE = frozenset("he she him her his hers who il elle lui er sie ihm él ella он она".split())
THEY = frozenset("they them their theirs ils elles ellos ellas они".split())
ARTICLES = frozenset("a an the one another un une le la les l' ein eine einer der die das el los las".split())

#: Words that make a run of capitalised words the name of a body or a place, not of a person.
NO_PERSONS = frozenset(
    """
    academy agency army association authority bank battalion board brigade bureau caliphate campaign centre center
    church cia city coalition college command commission committee conference congress council country court crown democratic
    department district east eastern embassy empire europe fbi federation force forces foundation front fund
    government group high hospital house initiative institute international islamic kingdom league liberation ministry mosque
    mission movement museum nation national nations network news newspaper north northern office organisation
    organization parliament party police political post press programme program project prosecutor province radical
    radicalisation radicalization republic review school security senate service society south southern state states
    street studies study supreme telegraph telegram television times tribunal tribune tv twitter unit union united university
    utopia video violence war west western youtube zone facebook
    """.split()
)
#: Capitalised, and neither a person nor a body.
DATES = frozenset(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
#: Titles that stand before a name and are no part of it.
TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor president sheikh shaykh imam judge general colonel captain minister senator
    sir lady lord rep sen attorney secretary commander chief prime former
    """.split()
)
#: Words that begin sentences with a capital and are no names.
OPENERS = frozenset(
    """
    a after all also although among an and another are as at because been before both but by during each even every for
    four from given had has have having he her his how however i if in indeed instead is it its just last later leaving many
    meanwhile more moreover most my nearly neither no nobody none nor not now of on once one only or other others our over
    referring said she since so some soon still such than that the their then there these they this those though three
    thus to today two ultimately under until upon was we were what when where whether which while who whose why with
    without yesterday yet you your
    """.split()
)
