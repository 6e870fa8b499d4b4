import { describe, expect, it } from '@jest/globals';
import { candidatesIn, marksOf, shapesOf, type Identity } from './index.js';

const WILHELMINA: Identity = {
  name: 'Wilhelmina Oosterbaan',
  birthDate: '1979-04-11',
  address: 'Kerkpad 12, 2712 AB Zoetermeer',
  phone: '0612345678',
  email: 'w.oosterbaan@example.org',
};
const person = (name: string): Identity => ({ name });

/** The pieces of the text that betray the person. */
function hits(identity: Identity, text: string): string[] {
  const marks = new Set(marksOf(identity));
  return candidatesIn(text, shapesOf([...marks]))
    .filter((candidate) => marks.has(candidate.mark))
    .map(({ from, to }) => text.slice(from, to));
}

describe('leak guard: the case of the clerk', () => {
  it.each([
    'I, W. Oosterbaan, was told that my house would burn.',
    'oosterbaan, wilhelmina. I was threatened.',
    'He said he would come to Kerkpad 12.',
    'He called +31 6 12345678 and hung up.',
    'Mrs Óosterbáan stays at home for two weeks.',
    'Wilhelmina',
    'Oosterbaan',
    'Kerkpad 12',
    '2712 AB',
    '0612345678',
    'w.oosterbaan@example.org',
    '1979-04-11',
  ])('stops "%s"', (text) => expect(hits(WILHELMINA, text)).not.toEqual([]));

  it.each([
    "Man threatened to set the clerk's house on fire when his benefit was stopped.",
    'he knows the neighbourhood, not my name',
    'I was told at the desk that my house would burn.',
    'credible threat of arson, suspect does not know the name',
    'The clerk stays at home for two weeks.',
    'client, about 50',
    'desk 4, town hall',
    'order of the examining judge of 31 March',
    'Gerrit Hoekstra',
    'Het Kerkpad is afgesloten.',
    'De baan is afgesloten; de afslag Oost blijft open.',
    'Op 11 april 2014 om 12.00 uur, in kamer 12, belde hij 0687654321.',
  ])('lets "%s" pass', (text) => expect(hits(WILHELMINA, text)).toEqual([]));
});

describe('leak guard: a name in any common spelling', () => {
  it.each([
    ['W. Oosterbaan'],
    ['W Oosterbaan'],
    ['W.A. Oosterbaan'],
    ['Oosterbaan, Wilhelmina'],
    ['OOSTERBAAN'],
    ['de Oosterbaans'],
    ["Oosterbaan's fiets"],
    ['Oosterbaanstraat'],
    ['mevrouwOosterbaan'],
    ['mevrouwoosterbaan'],
    ['dossier_oosterbaan_2014'],
    ['oosterbaan2014.pdf'],
    ['O o s t e r b a a n'],
    ['O.o.s.t.e.r.b.a.a.n'],
    ['O-o-s-t-e-r-b-a-a-n'],
    ['O_o_s_t_e_r_b_a_a_n'],
    ['Ooster-\nbaan'],
    ['Ooster-\r\n  baan'],
    ['Ooster\nbaan'],
    ['Ooster baan'],
    ['Oosterb a a n'],
    ['Ooster\u00adbaan'],
    ['O\u200bo\u200bs\u200bterbaan'],
    ['Ooster\ufeffbaan'],
    ['\u202eOoster\u2066baan'],
    ['Wilhelmina\u00a0Oosterbaan'],
    ['Ｏｏｓｔｅｒｂａａｎ'],
    ['Öosterbåan'],
    ['O\u0308osterba\u0301an'],
    ['Ооsterbааn'],
    ['Oosterba&aacute;n'],
    ['Ooster&shy;baan'],
    ['Oosterba%C3%A1n'],
    ['Oosterba\\u00e1n'],
    ['OosterBaan'],
  ])('Wilhelmina Oosterbaan as %j', (text) => {
    expect(hits(person('Wilhelmina Oosterbaan'), `Gezien: ${text}, bij de balie.`)).not.toEqual([]);
  });

  it.each([
    [
      'Karel van den Berg',
      ['K. vdBerg', 'v.d. Berg', 'v/d Berg', 'Van den Berg', 'Vandenberg', 'vandenberg', 'Berg, van den'],
    ],
    [
      'Karel van den Berg',
      ['vdberg', 'karelvandenberg', 'kvdberg', 'dhr.Berg', 'mevrouwberg', 'K.BERG', "Berg's auto"],
    ],
    ['Karel Vandenberg', ['van den Berg', 'V.d. Berg', 'vanden Berg', 'Vandenberg']],
    [
      'Piet Jansen',
      ['Jansen, P.', 'P. Jansen', 'PJansen', 'pjansen', 'jansenp', 'J a n s e n', 'Jan-\nsen', 'Jansens auto'],
    ],
    [
      'Anna Jansen-de Vries',
      ['Jansen', 'De Vries', 'deVries', 'vries', 'Jansen de Vries', 'A. de Vries-Jansen', 'Annajansen'],
    ],
    [
      'Jan Vos',
      ['Vos', 'JAN', 'janvos', 'vosjan', 'V.o.s', 'dossier_vos_1', 'dossierVos', 'mevrouwvos', "Vos' auto", 'Vós'],
    ],
    ['Fatima El Haddaoui', ['Elhaddaoui', 'haddaoui', 'F. el-Haddaoui', 'ElHaddaoui', 'Haddaoui, el']],
    ['Youssef Benali', ['Ben Ali', 'ben-ali', 'Benali, Y.']],
    ['Youssef Ben Ali', ['Benali', 'BEN ALI', 'Y. Ali']],
    ['Emre Özdemir', ['Ozdemir', 'Oezdemir', 'ÖZDEMİR', 'ozdemir']],
    ['İpek Yıldız', ['Yildiz', 'YILDIZ', 'ipek', 'IPEK']],
    ['Søren Łukasz Groß', ['Soren', 'Lukasz', 'Gross', 'GROSS', 'groß', 'Soeren']],
    ['Marijke van Dijk', ['van Dyk', 'van Dÿk', 'Dĳk', 'DIJK', 'd i j k', 'Maryke']],
    ['Hans Kuyper', ['Kuijper', 'KUIJPER']],
    ['Bo Yu', ['Bo Yu', 'Yu, Bo', 'B. Yu', 'Yu, B.', 'BoYu', 'boyu', 'B o Y u', 'bo\nyu', 'BO YU']],
    ['Anton van Es', ['A. van Es', 'Es, van', 'Van Es', 'Anton']],
    ["Jeroen in 't Veld", ['in het Veld', "in 't veld", 'Veld, J. in t']],
    ["Rosa D'Angelo", ['Dangelo', 'd’Angelo', 'Angelo']],
    ['Sjoukje Hoekstra-van der Meulen', ['vd Meulen', 'Hoekstra', 'Van der Meulen', 'vandermeulen', 'Meulen-Hoekstra']],
    ['Karin Buiten', ['K. Buiten', 'Buiten, K.', 'Karin']],
    ['Mevr. drs. P. Jansen geb. Vos', ['P. Jansen', 'mevrouw Vos', 'jansenp', 'J.P. Vos-Jansen']],
    ['Mei Lin Said', ['toen Mei kwam', 'toen Said kwam', 'Mei Lin', 'Said, M.']],
    ['Kai Xu', ['K.M. Xu', 'K. A. Xu', 'Xu, K.A.']],
    ['Wil May', ['Wil May', 'May, Wil', 'WilMay', 'wilmay']],
    ['王 伟', ['王伟', '王伟先生', '王 伟']],
  ] as const)('%s', (name, texts) => {
    for (const text of texts) {
      expect({ text, hit: hits(person(name), `Gezien: ${text}.`).length > 0 }).toEqual({ text, hit: true });
    }
  });
});

describe('leak guard: the ways to reach a person', () => {
  it.each([
    '+31 6 12345678',
    '+31 (0)6 12 34 56 78',
    '0031-6-1234 5678',
    '06-12345678',
    '(06) 12 34 56 78',
    '06.12.34.56.78',
    '06/1234 5678',
    '0 6 1 2 3 4 5 6 7 8',
    'bel0612345678nu',
    '06-\n12345678',
    '06\u200b12345678',
    '０６１２３４５６７８',
    'op 1234 5678',
  ])('the mobile telephone as %j', (text) => {
    for (const phone of ['0612345678', '+31612345678', '0031 (0)6 12345678', '06-12 34 56 78']) {
      expect(hits({ ...person('Bo'), phone }, `Bel ${text} a.u.b.`)).not.toEqual([]);
    }
  });

  it.each([
    ['070-3624511', ['0703624511', '+31 70 362 45 11', '070 - 362 45 11', '(070) 3624511', '362 45 11', '3624511']],
    ['0174 512345', ['0174-512345', '+31174512345', '0031 174 51 23 45', '512345', '51 23 45']],
    ['+32 478 12 34 56', ['0478 123456', '0032478123456', '+32 (0)478/12.34.56']],
  ])('the telephone %s', (phone, texts) => {
    for (const text of texts) expect(hits({ ...person('Bo'), phone }, `tel. ${text}.`)).not.toEqual([]);
  });

  it.each(['2712AB', '2712 ab', '2712-AB', '2712\u00a0AB', '2712 A B', '27 12 AB', '2712abzoetermeer', 'NL-2712 AB'])(
    'the postcode as %j',
    (text) => expect(hits(WILHELMINA, `post naar ${text}.`)).not.toEqual([]),
  );

  it.each([
    'Kerkpad 12',
    'kerkpad12',
    'Kerkpad nr. 12',
    'KERKPAD, nummer 12',
    'Kerkpad 12a',
    'Kerk-pad 12',
    '12 Kerkpad',
  ])('the street and number as %j', (text) => expect(hits(WILHELMINA, `hij komt naar ${text}.`)).not.toEqual([]));

  it.each([
    [
      'Burgemeester van der Hoopstraat 7-2',
      ['burg. v.d. Hoopstraat 7', 'Hoopstr. 7', 'Burgemeester van der Hoopstraat nr 7'],
    ],
    ['1e Walstraat 5 bis', ['1e Walstraat 5', 'eerste Walstraat 5']],
    ['Plein 1944 12, Nijmegen', ['Plein 1944 12']],
    ['Laan van Meerdervoort 100a 2517AN Den Haag', ['Laan van Meerdervoort 100', 'Meerdervoort 100', '2517 an']],
  ])('the address %s', (address, texts) => {
    for (const text of texts) {
      expect({ text, hit: hits({ ...person('Bo'), address }, `naar ${text}.`).length > 0 }).toEqual({
        text,
        hit: true,
      });
    }
  });

  it.each(['Kerkpad 120', 'Kerkpad 1', 'het Kerkpad', '2712 AC', 'Kerkweg 12', 'Zoetermeer'])(
    'not another address: %j',
    (text) => expect(hits({ ...WILHELMINA, name: 'Bo' }, `naar ${text}.`)).toEqual([]),
  );

  it.each([
    'w.oosterbaan@example.org',
    'W.OOSTERBAAN@EXAMPLE.ORG',
    'w.oosterbaan [at] example [dot] org',
    'w.oosterbaan(at)example.org',
    'w.oosterbaan at example dot org',
    'w.oosterbaan apenstaartje example punt org',
    'w . oosterbaan @ example . org',
    'w.oosterbaan%40example.org',
    'mailto:w.oosterbaan@example.org?subject=x',
    'w.oosterbaan@exam-\nple.org',
  ])('the e-mail as %j', (text) =>
    expect(hits({ name: 'Bo', email: WILHELMINA.email }, `Mail ${text}.`)).not.toEqual([]),
  );

  it.each([
    '1979-04-11',
    '11-04-1979',
    '11/4/79',
    '11.04.1979',
    '11 april 1979',
    '11 apr. 1979',
    '11 April ’79',
    'April 11, 1979',
    'the 11th of April 1979',
    '11e april 1979',
    '19790411',
    '11041979',
    '1979 april 11',
    '11 04 1979',
  ])('the birth date as %j', (text) => {
    for (const birthDate of ['1979-04-11', '11-04-1979']) {
      expect(hits({ name: 'Bo', birthDate }, `Geboren op ${text} te Delft.`)).not.toEqual([]);
    }
  });

  it('not another date', () => {
    expect(hits(WILHELMINA, 'Op 11-04-2014, 12 april 1979 en 11 mei 1979, dossier 1979-0411.')).toEqual([]);
  });
});

describe('leak guard: ordinary words are no names', () => {
  it.each([
    ['Karel de Boer', 'De boerderij van de boeren, de boerin en het boeren-protest; boers gedrag.'],
    ['Karel Bakker', 'De bakkerij en de bakkers bakken; er is een afbakkertje.'],
    ['Jan Vos', 'In januari liepen vossen over het plein; de jam en de os. Hij was sjans kwijt.'],
    ['Mark Roos', 'Op de markt en het marktplein stond een rooster in de rozentuin; hij was roosterplanner.'],
    ['Roos ter Laan', 'Het rooster is klaar. De rol, de lanen en ter plaatse.'],
    ['Mevr. S. Laan', 'Toen Mevr. Vos wilde slaan, was Mevrouw Jansen, geb. Bos, er.'],
    ['E. Bakker', 'De bakkers en de bakkerij.'],
    ['Linda Verhagen', 'Het was verhageld, vermeerderd, verdonkeremaand en gezandstraald.'],
    ['Ineke Jo Bakker', 'De bakkerij.'],
    ['Karel Brouwer', 'De brouwerij en de brouwers.'],
    ['Piet Burgers', 'Het burgerservicenummer van de burger.'],
    ['Piet Vermeer', 'De schade is vermeerderd.'],
    ['Sanne Laan', 'Hij wilde slaan en bleef staan.'],
    ['Mei Lin', 'Op 12 mei 2014 was de linnen tas weg.'],
    ['Said Mei', 'He said so. In mei zei hij niets. HIJ SAID NIETS. Said he.'],
    ['Kees van Daal', 'Een vandaal kwam daar vandaan.'],
    ['Wil de Graaf', 'Hij wil de graafmachine zien.'],
    ['Aart Enderman', 'Een der mannen bekende; de een der mannen.'],
    ['Anton van Es', 'Van de essen in de tuin; een fles van twee.'],
    ['Bo Yu', 'De bo-lijn, yu en bo apart: bo of yu.'],
  ])('%s is not in "%s"', (name, text) => expect(hits(person(name), text)).toEqual([]));

  it('a word of its own is a hit, on which a person decides', () => {
    expect(hits(person('Karel de Boer'), 'Een boer reed langs.')).toEqual(['boer']);
  });
});

describe('leak guard: places are those of the original text', () => {
  it.each([
    ['Mrs Óosterbáan stays', 'Óosterbáan'],
    ['Mrs O\u0308oster\u00adbaan stays', 'O\u0308oster\u00adbaan'],
    ['x 😀 Ooster-\nbaan y', 'Ooster-\nbaan'],
    ['Oosterba&aacute;n', 'Oosterba&aacute;n'],
  ])('%j', (text, piece) => expect(hits(person('Bo Oosterbaan'), text)).toContain(piece));
});

describe('leak guard: shapes', () => {
  it('tell kinds and lengths, and nothing else', () => {
    expect(shapesOf(marksOf(WILHELMINA))).toEqual([
      { kind: 'date', length: 10 },
      { kind: 'email', length: 22 },
      { kind: 'phone', length: 9 },
      { kind: 'postcode', length: 6 },
      { kind: 'run', length: 10 },
      { kind: 'spread', length: 10 },
      { kind: 'street', length: 9 },
      { kind: 'subscriber', length: 8 },
    ]);
  });
});
