"""French. ``n'`` is a word of its own in the fold."""

from counterbrief.evidence.quotation.languages.words import LanguageWords, split

FRENCH = LanguageWords(
    negations=split(
        "ne n non pas jamais rien personne aucun aucune aucuns aucunes nul nulle nuls nulles ni sans guère nullement "
        "aucunement point"
    ),
    numerals=split(
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
        "quarante cinquante soixante septante huitante octante nonante cent cents mille millier milliers million "
        "millions milliard milliards dizaine dizaines douzaine douzaines vingtaine trentaine quarantaine cinquantaine "
        "soixantaine centaine centaines moitié tiers quart quarts demi demie demis double triple premier première "
        "premiers premières second seconde deuxième troisième quatrième cinquième sixième septième huitième neuvième "
        "dixième centième millième pourcent pour_cent "
        "quatrième cinquième sixième septième huitième neuvième dixième onzième douzième vingtième centième"
    ),
    numeral_stems=split("vingt trente-et quarante- cinquante- soixante- quatre-vingt"),
    conditions=split(
        "si s'il s'ils sauf excepté exceptés exceptée hormis pourvu sinon hors à_moins à_condition au_cas en_cas tant_que "
        "à_l'exception exception exceptions seulement_si"
    ),
    negating_prefixes=split("in im il ir dé dés mé mal non"),
    common=split("le la les des et est dans que qui une du pour par sur au aux avec ce il ils elle ont été leur se un"),
)
