/**
 * Surnames and given names of seven letters or more that are, or stand inside, ordinary Dutch words ("brouwer" in
 * "brouwerij", "burgers" in "burgerservice"), or would be when joined ("van Daal"). They are looked for as whole
 * words, never inside others. Chosen by looking up common surnames in a Dutch spelling dictionary.
 */
export const ORDINARY_NAMES: ReadonlySet<string> = new Set(
  (
    'achterhof advocaat ambacht amsterdam arnhem bezemer bisschop bloemen bloemendaal boogaard boomgaard bouwman ' +
    'brabant brouwer brouwers burgemeester burgers buurman constant daalder dekkers dijkgraaf drenthe duinker ' +
    'eindhoven engelen fransen friesland gelder gelderland geluk goedhart groningen haarlem handelaar heerlen ' +
    'helmond herberg herders hoekman holland hollander hollands hoogland hyacint jasmijn jonkers kapitein ' +
    'kastelein keizers kerkhof koekoek koetsier koningen konings koopman koopmans korporaal krijgsman kruidenier ' +
    'kuipers kwakkel landman leerling limburg lindeboom linders maastricht marsman meerman meester meesters ' +
    'metselaar metselaars middelburg moerman molenaar molenaars monniken nachtegaal nederland nijmegen onderwater ' +
    'oosterling overdijk overweg pastoor penning prinsen rechter rechters ridders roosendaal rotterdam rozemarijn ' +
    'ruiters schepen schilder schilders schimmel schipper schippers schoenmaker schouten schrijver schutter ' +
    'slachter sleutel snijders soldaat speelman spijker strijker student timmerman timmermans tuinman utrecht ' +
    'vandaal vandaan vandaar vandalen vanwege veerman veldman verbruggen verburg verdonk vergeer verhage verhagen ' +
    'verhoef vermeer veroude versluis verstappen visschers vlaanderen vlieger voerman voortman vreugde vriendt ' +
    'vrijheid wachter wachters walvis waterman weiland winkelman winters wolters zandstra zeeland zeelander ' +
    'zeeman zilver zomerman zomers zwanenburg zwemmer'
  ).split(' '),
);
