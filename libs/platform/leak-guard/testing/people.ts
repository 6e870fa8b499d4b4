import { type Identity } from '../index.js';
import { Chance } from './chance.js';

/** An invented person, with the parts of the name apart. */
export interface Person extends Identity {
  given: string[];
  prefix: string;
  /** Without prefix; two halves when it is a double name. */
  surnames: string[];
  birthDate: string;
  address: string;
  street: string;
  houseNumber: number;
  postcode: string;
  phone: string;
  email: string;
}

/** Given names | prefix | surname. */
const NAMES = `
Wilhelmina||Oosterbaan
Jan||Vos
Piet||Jansen
Karel|de|Boer
Mark||Bakker
Roos||Visser
Anna Maria|van den|Berg
Willem|van der|Meulen
Johannes Petrus|de|Vries
Gerritje|van|Dijk
Hendrik|ter|Horst
Geertruida|ten|Cate
Cornelis|in 't|Veld
Margaretha|van 't|Hof
Jacob|van de|Velde
Pieter-Jan||Smit
Anne-Marie||Mulder
Ton||Meijer
Kees|de|Groot
Truus||Klein
Bert|de|Wit
Els||Dijkstra
Theodorus||Hendriks
Marijke||Brouwer
Catharina|van|Leeuwen
Rudolf|de|Haan
Ingrid||Kok
Saskia||Molenaar
Bram||Timmerman
Lotte||Schoenmaker
Daan||Kuipers
Femke||Willems
Lieke||Peeters
Tijs||Verhoeven
Sander|van|Vliet
Mirjam||Hoogenboom
Jeroen|van der|Heijden
Eline||Kuyper
Joost||Wijngaarden
Nienke||Schuurmans
Bas|van|Es
Ruud|van der|Ploeg
Hanneke||Zonneveld-Bosma
Petra||Jansen-de Vries
Yvonne||Scholten-Mulder
Carolien||Roelofs-Vos
Louise|van|Zuylenhof
Diederik||Vandenberg
Floris|op den|Akker
Machteld|uit den|Bogaard
Beatrijs|van|Nieuwenhoven
Wouter||Appelboom
Tanja||Bloemhof
Ernst||Groß
Jörg||Müller
Renée||Desmet
Chloë||Lefèvre
Zoë||Béjart
Françoise|de la|Croix
Hélène|du|Pré
Mehmet||Yılmaz
Ayşe||Yıldız
Emre||Özdemir
Fatma||Çelik
Hüseyin||Şahin
Zeynep||Aydın
Mustafa||Kılıç
Elif||Doğan
Burak||Öztürk
Gülşen||Karataş
İbrahim||Erdoğdu
Serkan||Kaplanoğlu
Meryem||Güneş
Hatice||Polatkan
Cem||Bulut
Ömer||Ak
Sevgi||Taşdemir
Tuğba||Korkmaz
Orhan||Demirbağ
Nurcan||Yalçınkaya
Fatima|El|Haddaoui
Mohammed|El|Idrissi
Youssef||Benali
Khadija||Bouzidi
Rachid|Ben|Hamou
Samira|Aït|Lahcen
Abdelkader||Zerrouki
Naima|El|Amrani
Karim||Bouchaib
Hafida|El|Ouahabi
Said||Azzouzi
Latifa||Chaouki
Nordin||Mesbahi
Soumaya||Tahiri
Driss||Bennani
Malika|El|Kaddouri
Anouar|Ould|Salem
Zakaria|Bel|Hadj
Ikram||Essalhi
Jamal||Oulahsen
Ramesh||Bhagwandin
Sharmila||Ramdjan
Anand||Jagessar
Indra||Sewpersad
Wensley||Kromosoeto
Gladys||Pinas
Radjindre||Mahabier
Soeradj||Oemrawsingh
Natasha||Boldewijn
Orlando||Emanuels
Henna||Goudzand-Nahar
Humphrey||Lamoerie
Cynthia||Abendanon
Rinaldo||Kartowidjo
Shanti||Soekhoe
Purcy||Landveldt
Marlon||Vreedzaam
Sylvana||Zeegelaar
Aniel||Gopal
Reshma||Bissumbhar
Agnieszka||Kowalska
Łukasz||Wiśniewski
Małgorzata||Dąbrowska
Paweł||Lewandowicz
Katarzyna||Zielińska
Grzegorz||Brzęczyszczak
Zofia||Wójcik
Stanisław||Kaźmierczak
Joanna||Szymborowska
Krzysztof||Nowak
Wojciech||Jabłoński
Ewa||Mróz
Bożena||Sikorska
Mirosław||Pająk
Iwona||Gąsior
Sjoukje||Hoekstra
Tjitske||Wiersma
Gerlof||Terpstra
Fokje||Zijlstra
Wytze||Bouma
Doutzen||Postma
Sietske||Boonstra
Jelle||Ypma
Hylke||Sytsma
Froukje|van der|Wal
Oeds||Haitsma
Ytsje||Iedema
Durk||Hiemstra
Baukje||Algra
Rients||Faber
Sjoerd||IJpelaar
Nynke||Veenstra-Douma
Eabele||Tjepkema
Wei||Zhang
Xiaoming||Wang
Li||Chen
Mei Ling||Tang
Bo||Yu
Jing||Huang
Guo||Liang
Yi||Wu
Hua||Zhou
Lan||Ouyang
Siu Fong||Cheung
Kai||Xu
Rosa||D'Angelo
Patrick||O'Brannigan
Giuseppe||Di Martelli
João|dos|Santeiro
María||Núñez
José||Ibáñez
Åsa||Lindqvåst
Søren||Kjærgaard
Björn||Hallgrímsson
Nguyễn||Thị Hoa
Dragana||Đorđevski
Ștefan||Țepelea
Ondřej||Dvořáček
`;

const STREETS =
  `Kerkpad;Dorpsstraat;Nieuwe Hofweg;Burgemeester Hoopsstraat;Van der Palmstraat;Lindelaan;Molendijk;Prins Adelaarplein;
Kleine Singel;Oude Gracht;Beukenhof;Zandpad;Heiweg;Sint Joriskade;1e Walstraat;Laan van Overmeer;Rozengaarde;Achterdijk;
Veenweg;Wilgenplantsoen;Havenkade;Spoorsingel;Het Hoge Erf;De Hoven;Vissersbuurt;Torenlaan;Weidepad;Koningsvaart`
    .split(';')
    .map((street) => street.trim());

const DOMAINS = ['example.org', 'example.net', 'post.example', 'mail.example.nl', 'voorbeeld.example'];
const AREAS = ['06', '06', '06', '070', '010', '0174', '0512', '058', '030', '0318'];
const LETTERS = 'ABCDEGHJKLMNPRSTVWXZ';

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .replace(/[\s-]/g, '')
    .toLowerCase();

function personOf(line: string, at: number): Person {
  const chance = new Chance(1000 + at);
  const [given = '', prefix = '', surname = ''] = line.split('|');
  const street = STREETS[at % STREETS.length]!;
  const houseNumber = chance.between(1, 380);
  const postcode = `${chance.between(1000, 9999)} ${LETTERS[chance.below(20)]!}${LETTERS[chance.below(20)]!}`;
  const area = chance.of(AREAS);
  const subscriber = String(chance.between(10 ** (9 - area.length), 10 ** (10 - area.length) - 1));
  const day = [chance.between(1930, 2001), chance.between(1, 12), chance.between(1, 28)];
  return {
    name: [given, prefix, surname].filter((part) => part !== '').join(' '),
    given: given.split(/[ ]/),
    prefix,
    surnames: surname.split('-'),
    birthDate: day.map((part) => String(part).padStart(2, '0')).join('-'),
    address: `${street} ${houseNumber}, ${postcode} Zoetermeer`,
    street,
    houseNumber,
    postcode,
    phone: `${area}${subscriber}`,
    email: `${plain(given).charAt(0)}.${plain(`${prefix}${surname}`)}${chance.between(1, 99)}@${chance.of(DOMAINS)}`,
  };
}

export const PEOPLE: readonly Person[] = NAMES.trim().split('\n').map(personOf);
