import type { LocalDate } from '../time.js';
import law from './offences.json' with { type: 'json' };

/** How sure a fact of the law is: read in the source itself, in a public description of it, or our default. */
export type Mark = 'verified' | 'attested' | 'assumed';

interface Period {
  from: LocalDate;
  months: number;
  mark: string;
}

export interface Offence {
  article: string;
  name: string;
  nameNl: string;
  /** Prosecuted only on the victim's complaint (Sr 64). */
  complaint: boolean;
  /** Maximum imprisonment, where it changed per period. */
  maxMonths?: number | Period[];
  contravention?: boolean;
  raisesByThird?: boolean;
  note?: string;
  mark?: string;
}

export const offences: readonly Offence[] = law.offences;
const byArticle = new Map(offences.map((offence) => [offence.article, offence]));

/** Sr 66 and 88: three months of thirty days each. Sr 67: eight days to withdraw. */
export const complaintTerm = {
  days: law.complaintTerm.days,
  withdrawalDays: law.complaintTerm.withdrawalDays,
} as const;

export const offenceOf = (article: string): Offence | undefined => byArticle.get(article);

export const isKnownArticle = (article: string): boolean => byArticle.has(article);

/** A known article, or a name under which only Halt knows the offence. */
export const isHaltOffence = (name: string): boolean => byArticle.has(name) || law.haltNames.names.includes(name);

export const isComplaintOffence = (article: string): boolean => byArticle.get(article)?.complaint ?? false;

/** An overtreding: no imprisonment on it. */
export const isContravention = (article: string): boolean => byArticle.get(article)?.contravention ?? false;

function maximumOf(article: string, on: LocalDate): number {
  const maximum = byArticle.get(article)?.maxMonths;
  if (maximum === undefined) return 0;
  if (typeof maximum === 'number') return maximum;
  const begun = maximum.filter((period) => period.from <= on);
  return (begun.at(-1) ?? maximum[0])?.months ?? 0;
}

/** The highest maximum imprisonment of these articles on that date, in months; a contravention has none. */
export function maximumMonths(articles: readonly string[], on: LocalDate): number {
  const { article: aggravating, raises, presupposes } = law.aggravation;
  const isRaised = articles.includes(aggravating);
  const charged =
    isRaised && !articles.some((article) => raises.includes(article)) ? [...articles, presupposes] : articles;
  const months = charged.map((article) => {
    const maximum = maximumOf(article, on);
    // Sr 304: a third higher
    return isRaised && raises.includes(article) ? (maximum * 4) / 3 : maximum;
  });
  return Math.max(0, ...months);
}

export interface SeverityFacts {
  articles: readonly string[];
  /** The date of the offence. */
  on: LocalDate;
  /** The category of the incident report. */
  category?: string;
  weapon?: boolean;
  seriousInjury?: boolean;
}

/** Serious, for the rules that ask it (agreement P-07). */
export function isSerious({ articles, on, category, weapon, seriousInjury }: SeverityFacts): boolean {
  return (
    weapon === true ||
    seriousInjury === true ||
    (category !== undefined && law.sexualViolence.categories.includes(category)) ||
    articles.some((article) => law.sexualViolence.articles.includes(article)) ||
    maximumMonths(articles, on) >= law.severity.seriousFromMonths
  );
}
