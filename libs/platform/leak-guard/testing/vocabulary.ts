/** Ordinary Dutch words, among them many that resemble names. */
const words = (list: string): string[] => list.trim().split(/\s+/);

export const PERSONS = words(`
ambtenaar baliemedewerker buschauffeur conducteur leerkracht docent conciërge brandweerman verpleegkundige arts huisarts
ambulancebroeder wijkagent agent rechercheur officier griffier rechter advocaat deurwaarder boswachter parkeerwachter
handhaver toezichthouder gemeentewerker wethouder burgemeester raadslid secretaris receptionist beveiliger portier
schoonmaker monteur loodgieter schilder timmerman metselaar stukadoor elektricien bakker slager visser molenaar smid
koetsier kapitein stuurman matroos machinist loods koerier postbode bezorger winkelier kassière verkoper klant bezoeker
passant omstander getuige verdachte dader slachtoffer aangever melder buurman buurvrouw huisgenoot vader moeder zoon
dochter broer zus oom tante neef nicht opa oma kleinkind leerling student stagiair collega leidinggevende teamleider
directeur bestuurder voorzitter penningmeester vrijwilliger trainer scheidsrechter keeper spits supporter wandelaar
fietser automobilist motorrijder vrachtwagenchauffeur reiziger toerist gast kok ober serveerster kelner barman
boswerker tuinman hovenier veehouder akkerbouwer kweker imker herder ruiter jockey dierenarts tandarts apotheker
psychiater psycholoog therapeut begeleider verzorgende kraamverzorgster vroedvrouw dominee pastoor imam koster organist
zanger pianist dichter schrijver journalist fotograaf redacteur drukker uitgever bibliothecaris museumgids suppoost
jongeman dame kleuter puber volwassene bejaarde patiënt cliënt bewoner huurder verhuurder eigenaar makelaar notaris
boekhouder accountant rekenmeester inspecteur controleur keurmeester marktmeester havenmeester sluiswachter brugwachter
`);

export const THINGS = words(`
balie stoel tafel lamp deur raam ruit bureau kast sleutel slot telefoon computer scherm toetsenbord printer formulier
brief envelop pakket doos tas jas pet bril horloge ring ketting portemonnee pinpas paspoort rijbewijs auto bus tram trein
fiets brommer scooter motor vrachtwagen aanhanger boot roeiboot veerpont kraan lift roltrap trap hek poort muur schutting
dak goot schoorsteen kelder zolder gang hal keuken badkamer slaapkamer woonkamer tuin rozentuin boomgaard schuur stal
boerderij bakkerij slagerij brouwerij molen smederij drukkerij wasserij kwekerij rederij visserij markt marktplein plein
straat steeg laan weg pad dijk gracht kanaal rivier beek sloot vijver meer zee strand duin bos heide veld akker wei
weiland polder berg heuvel dal rots steen kei zand klei veen gras boom struik haag bloem roos tulp lelie varen mos
paddenstoel eik beuk berk wilg linde den spar populier kastanje appel peer pruim kers druif bes noot wortel ui prei kool
sla spinazie boon erwt aardappel brood koek taart kaas boter melk ei vlees vis haring kabeljauw soep saus koffie thee bier
wijn water glas bord mes vork lepel pan ketel oven koelkast wasmachine strijkijzer bezem emmer dweil hamer zaag boor
schroef spijker bout moer tang beitel schaaf kwast verf behang tapijt gordijn kussen deken laken bed wieg hond kat vos
vossen wolf beer hert ree haas konijn muis rat egel eekhoorn paard koe schaap geit varken kip haan gans eend zwaan uil
valk havik mus merel lijster spreeuw kraai ekster meeuw reiger ooievaar bij wesp vlieg mug spin slak kikker pad slang
krant boek schrift pen potlood gum liniaal schaar lijm papier karton kaart agenda rooster kalender verslag rapport dossier
notitie bijlage beschikking uitkering toeslag subsidie vergunning boete schade rekening factuur bedrag korting kwitantie
camera beeldscherm alarm portofoon handboei wapenstok zaklamp helm vest uniform pistool knuppel vuurwerk bivakmuts
voetbal doel net fluit wedstrijd toernooi beker medaille kermis optocht feest concert orkest viool trommel orgel koor
school lokaal schoolplein gymzaal aula kantine bibliotheek museum theater bioscoop zwembad sporthal stadion ziekenhuis
polikliniek wachtkamer apotheek kerk toren klok moskee synagoge kasteel paleis gemeentehuis stadskantoor politiebureau
rechtbank gevangenis cel postkantoor station perron halte spoor wissel overweg tunnel brug viaduct sluis haven kade steiger
`);

const FRONT = words(`
gemeente school trein bus haven markt kantoor wijk buurt politie brandweer zorg dorps stads water bouw tuin bos weg
winkel sport kinder jeugd avond nacht ochtend zomer winter herfst lente woon huis straat dijk molen berg kerk kasteel
parkeer fiets auto vracht post bank melk brood vlees vis groente fruit bloemen rozen boeren burger vrouwen mannen
ziekenhuis apotheek theater muziek kermis strand duin polder rivier brug
`);
const BACK = words(`
plein balie medewerker directeur poort muur ruit raam deur gebouw hal gang kamer bestuur raad dienst loket commissie
kaart lijst verslag vergadering overleg beleid plan budget regeling controle rit tocht route pad kant zijde rand
feest dag week bezoek bezoeker
`);

/** "gemeentebalie", "schoolplein": Dutch makes words of words. */
export const COMPOUNDS = FRONT.flatMap((front) => BACK.map((back) => `${front}${back}`));

export const QUALITIES = words(`
groot grote klein kleine wit witte zwart zwarte rood rode groen groene blauw blauwe geel gele grijs grijze bruin bruine
oud oude jong jonge nieuw nieuwe lang lange kort korte dik dikke dun dunne hoog hoge laag lage breed brede smal smalle
diep diepe ondiepe snel snelle langzaam langzame luid luide stil stille boos boze kwaad kwade vriendelijk vriendelijke
beleefd beleefde onbeschoft onbeschofte agressief agressieve bang bange rustig rustige druk drukke leeg lege vol volle
schoon schone vies vieze nat natte droog droge warm warme koud koude heet hete fris frisse zoet zoete zuur zure zout
zoute bitter bittere vers verse rijp rijpe rauw rauwe gaar gare stevig stevige zwak zwakke sterk sterke zwaar zware licht
lichte hard harde zacht zachte scherp scherpe bot botte recht rechte krom kromme rond ronde vierkant vierkante plat platte
vriendschappelijk zakelijk zakelijke ernstig ernstige lichtgewond bedreigend bedreigende dronken nuchter nuchtere
verward verwarde geëmotioneerd geïrriteerd kalm kalme moedig moedige slim slimme dom domme eerlijk eerlijke trouw trouwe
rijk rijke arm arme duur dure goedkoop goedkope gezond gezonde ziek zieke moe vermoeid vermoeide wakker wakkere dapper
dappere vroom vrome wijs wijze streng strenge zuinig zuinige gul gulle vrolijk vrolijke somber sombere knap knappe
Amsterdamse Haagse Zeeuwse Friese Brabantse Limburgse Groningse Hollandse Duitse Franse Engelse Belgische
`);

export const DEEDS = words(`
schreeuwde riep schold dreigde sloeg duwde trok schopte gooide spuugde beet kneep greep pakte stal brak vernielde
beschadigde bekladde verbrandde filmde fotografeerde volgde achtervolgde benaderde aansprak negeerde weigerde betaalde
wachtte zat stond liep rende fietste reed stopte keerde draaide viel struikelde gleed sprong klom zwom voer vloog sliep
at dronk kookte bakte braadde maaide zaaide oogstte plukte snoeide spitte groef bouwde timmerde metselde schilderde
repareerde verving plaatste verwijderde opende sloot vergrendelde controleerde telde mat woog rekende schreef las tekende
belde mailde antwoordde vroeg vertelde verklaarde bevestigde ontkende bekende loog zweeg lachte huilde zuchtte hoestte
knikte wees zwaaide groette bedankte feliciteerde troostte hielp steunde verzorgde bewaakte beschermde begeleidde
vervoerde bezorgde leverde verkocht kocht ruilde leende huurde verhuurde spaarde verloor vond zocht miste ontmoette
kende herkende vergat onthield leerde studeerde oefende speelde won zong danste floot trommelde
`);

export const ADVERBS = words(`
daarna vervolgens plotseling meteen onmiddellijk direct langzaam voorzichtig hard zachtjes opnieuw nogmaals herhaaldelijk
meermaals tweemaal eenmaal dagelijks wekelijks maandelijks jaarlijks gewoonlijk meestal zelden bijna nauwelijks helemaal
gedeeltelijk volledig samen alleen onderling buiten binnen boven beneden achteraan vooraan links rechts rechtdoor omhoog
omlaag thuis elders overal nergens ergens inmiddels intussen tegelijk eindelijk uiteindelijk aanvankelijk blijkbaar
waarschijnlijk vermoedelijk zeker ongetwijfeld helaas gelukkig
`);

export const PLACES = words(`
Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Almere Breda Nijmegen Arnhem Haarlem Enschede Apeldoorn Amersfoort
Zaanstad Dordrecht Leiden Zwolle Maastricht Delft Deventer Alkmaar Venlo Hilversum Oss Roosendaal Emmen Gouda Vlaardingen
Assen Veenendaal Zeist Middelburg Vlissingen Goes Terneuzen Sneek Drachten Heerenveen Harlingen Hoogeveen Coevorden
Winterswijk Doetinchem Zutphen Tiel Culemborg Wageningen Ede Barneveld Kampen Meppel Steenwijk Urk Lelystad Hoorn Enkhuizen
Texel Schagen Heemskerk Beverwijk Zandvoort Katwijk Noordwijk Wassenaar Naaldwijk Maassluis Schiedam Gorinchem Oosterhout
Bergen Waalwijk Helmond Weert Roermond Sittard Heerlen Kerkrade Friesland Zeeland Brabant Limburg Drenthe Gelderland
`);

export const MONTHS = words('januari februari maart april mei juni juli augustus september oktober november december');
