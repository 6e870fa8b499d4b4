/** Words that come before a Dutch, Arabic or Romance surname and identify nobody. */
export const PREFIXES: ReadonlySet<string> = new Set(
  (
    'de den der van het t te ten ter s el al ben bin bint ibn abu ait oulad ould von zu la le les du da dos di du ' +
    'op in aan uit uijt onder over bij voor vd v d vande vanden vander und'
  ).split(' '),
);

/** Words on which no text can be refused: alone they are never a mark. Dutch and English. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set([
  ...PREFIXES,
  ...(
    'een en of maar want dus als dan dat die dit deze er daar hier waar wat wie welke hoe toen nu nog al ook niet ' +
    'geen wel zeer heel meer meest veel weinig alle alles iets niets iemand niemand ik je jij jou jouw u uw hij zij ' +
    'ze hem haar zijn hun hen wij we ons onze jullie mij me mijn zich elkaar is was waren ben bent wordt werd werden ' +
    'worden geworden heb hebt heeft had hadden hebben gehad kan kon konden kunnen zal zou zouden zullen wil wilt ' +
    'wilde wilden willen mag mocht mogen moet moest moeten ga gaat ging gingen gaan kom komt kwam komen doe doet ' +
    'deed doen zeg zegt zei zeiden zeggen zie ziet zag zien laat liet laten met zonder tegen tussen door om na naar ' +
    'tot vanaf via per sinds tijdens volgens langs naast tegenover af toe heen ' +
    'weer terug net los zo zoals dit omdat zodat terwijl hoewel indien toch wellicht misschien altijd nooit soms ' +
    'vaak steeds eerst later daarna vandaag gisteren morgen een ' +
    'twee drie vier vijf zes zeven acht negen tien dag week maand jaar uur mevrouw meneer mijnheer ' +
    'mevr dhr mw nr no maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei ' +
    'juni juli augustus september oktober november december the a an and or but if then that this these those there ' +
    'here where what who which how when now not no yes very more most much many all some any i you he she it we they ' +
    'him her his its our their them us my your mine is was were are be been being has have had do does did done can ' +
    'could will would shall should may might must to from by with without at on in out up off over under about into ' +
    'of for as so than too after before again while because said say says told went go gone come came see saw get ' +
    'got day week month year hour mr mrs ms sir one two three four five six seven eight nine ten january ' +
    'february march june july august october monday tuesday wednesday thursday friday saturday sunday'
  ).split(' '),
]);
