"""Spanish."""

from counterbrief.evidence.quotation.languages.words import LanguageWords, split

SPANISH = LanguageWords(
    negations=split("no nunca jamás nada nadie ningún ninguno ninguna ningunos ningunas ni tampoco sin apenas"),
    numerals=split(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
        "dieciocho diecinueve veinte veintiuno veintiún veintiuna veintidós veintitrés veinticuatro veinticinco "
        "veintiséis veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa cien "
        "ciento cientos doscientos doscientas trescientos trescientas cuatrocientos cuatrocientas quinientos quinientas "
        "seiscientos setecientos ochocientos novecientos mil miles millón millones docena docenas decena decenas "
        "veintena centenar centenares millar millares mitad medio media tercio tercios tercera cuarto cuartos quinto "
        "décimo doble triple ambos ambas par primer primero primera primeros primeras segundo segunda tercer tercero "
        "por_ciento "
        "novecientas novecientos sexta sexto cuarta cuarto quinta quinto séptima séptimo octava octavo novena noveno décima décimo vigésima vigésimo"
    ),
    conditions=split(
        "si salvo excepto sino menos exceptuando siempre_que a_menos_que con_tal a_condición en_caso mientras "
        "excepción excepciones siempre_y_cuando a_no_ser"
    ),
    negating_prefixes=split("in im i des dis no"),
    common=split("el la los las de y que en un una es se por con para del al su lo como más fue son ha han este"),
)
