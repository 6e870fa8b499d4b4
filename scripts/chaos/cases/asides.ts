import type { PartKind } from '../../../libs/contract/index.js';
import { isObject, objectsIn, textOf, type JsonObject } from '../../scenario/json.js';
import { filled } from '../../scenario/offer.js';
import type { Accepted } from '../books.js';
import type { Random } from '../random.js';
import { personIn, type PlayedCase } from './case.js';
import type { Table } from './player.js';

interface PartInHand {
  kind: PartKind;
  part: string;
}

/** Now and then: what no part lists among the commands that it allows. Answers whether it was time for that. */
export async function takeAside(table: Table, known: PlayedCase, on: PartInHand, random: Random): Promise<boolean> {
  if (known.shielded.size > 0 && on.kind === 'police-report' && random.chance(0.15)) {
    await (random.chance(0.6) ? reveal : decideOnText)(table, known, on, random);
    return true;
  }
  if (!random.chance(0.03)) return false;
  await waive(table, known, on, random);
  return true;
}

/** Asking who is behind a number, and looking: two people of the office. */
async function reveal(table: Table, known: PlayedCase, on: PartInHand, random: Random): Promise<void> {
  const victim = random.pick([...known.shielded]);
  const steps = [
    ['requestReveal', personIn('victim_desk', known)],
    ['approveReveal', personIn('public_prosecutor', known, true)],
    ['readRevealed', personIn('victim_desk', known)],
    ...(random.chance(0.2) ? [['liftAnonymity', personIn('public_prosecutor', known, true)]] : []),
  ] as [string, string][];
  const body = { victim, ground: 'court_order', reason: 'an order of the court' };
  for (const [command, person] of steps)
    if (!(await give(table, known, { ...on, command, person, body }, random))) return;
}

/** A text that the leak guard holds: it is let pass, or written anew. */
async function decideOnText(table: Table, known: PlayedCase, on: PartInHand, random: Random): Promise<void> {
  const person = personIn('assistant_prosecutor', known);
  const items = await itemsAt(table, person, `/v1/police-reports/${on.part}/guard-hits`);
  if (items.length === 0) return;
  const hit = textOf(random.pick(items).id) ?? '';
  const order = random.chance(0.5)
    ? { command: 'passGuard', body: { hit, reason: 'it is another person of that name' } }
    : { command: 'redactText', body: { hit, replacement: 'It was a colleague who was there.' } };
  await give(table, known, { ...on, ...order, person }, random);
}

/** A liaison sets an agreement about this part aside. */
async function waive(table: Table, known: PlayedCase, on: PartInHand, random: Random): Promise<void> {
  const person = personIn(random.pick(['police_liaison', 'om_liaison'] as const), known);
  const running = (await itemsAt(table, person, `/v1/cases/${known.id}/agreements`)).filter(
    ({ about, outcome }) => isAbout(about, on.part) && outcome !== 'met',
  );
  if (running.length === 0) return;
  const body = { agreement: textOf(random.pick(running).agreement) ?? '', reason: 'the reporter asked for it' };
  await give(table, known, { ...on, command: 'waiveAgreement', person, body }, random);
}

const isAbout = (about: unknown, part: string): boolean => isObject(about) && Object.values(about).includes(part);

async function itemsAt({ caller }: Table, person: string, path: string): Promise<JsonObject[]> {
  const { json } = await caller.send(person, { method: 'GET', path });
  return objectsIn(isObject(json) ? json.items : undefined);
}

async function give(
  table: Table,
  known: PlayedCase,
  { kind, part, command, person, body }: PartInHand & { command: string; person: string; body: JsonObject },
  random: Random,
): Promise<Accepted | undefined> {
  const offer = table.offer.find(command, [kind]);
  if (!offer) {
    table.diary.fault(`${command} on a ${kind} is not offered`, known.id);
    return undefined;
  }
  known.serial += 1;
  const key = `${known.number}-${String(known.serial)}`;
  const order = { command, kind, person, path: filled(offer.path, part), body, key, caseId: known.id };
  const accepted = await table.commander.give(order, random);
  if (accepted) known.done.push(accepted);
  return accepted;
}
