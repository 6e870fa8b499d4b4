import { setTimeout as pause } from 'node:timers/promises';
import type { PartKind } from '../../../libs/contract/index.js';
import { readCaseFile } from '../../scenario/case-view.js';
import { isObject, type JsonObject } from '../../scenario/json.js';
import { filled, type Offer } from '../../scenario/offer.js';
import type { Accepted } from '../books.js';
import { NoAnswer, type Caller } from '../caller.js';
import type { Diary } from '../diary.js';
import type { Random } from '../random.js';
import type { ScenarioTime } from '../scenario-time.js';
import { bodyOf } from './bodies.js';
import { takeAside } from './asides.js';
import { actorsOn, namedIn, officerFor, partsOf, personIn, readersOfCase, type PlayedCase } from './case.js';
import { allowedIn, type Commander } from './commander.js';
import { anIncident } from './incident.js';
import { weightOf } from './weights.js';

export interface Table {
  caller: Caller;
  commander: Commander;
  diary: Diary;
  offer: Offer;
  time: ScenarioTime;
  employers: readonly string[];
  cases: PlayedCase[];
  /** No new step begins any more. */
  isOver(): boolean;
}

const kinds: readonly PartKind[] = ['incident-report', 'police-report', 'file', 'halt-referral', 'claim'];
const kindWeights: Record<PartKind, number> = {
  'incident-report': 0.3,
  'police-report': 2,
  file: 2,
  'halt-referral': 2,
  claim: 1.5,
};
const hour = 3_600_000;

/** Plays one case after another, and goes back to earlier ones, until it is over. */
export async function play(table: Table, random: Random, name: string): Promise<void> {
  for (let serial = 1; !table.isOver(); serial += 1) {
    try {
      const number = `${name}-${String(serial)}`;
      const again = table.cases.length > 4 && random.chance(0.4);
      const known = again ? random.pick(table.cases) : await begin(table, random.of(number), number);
      const steps = random.whole(20, 60);
      for (let step = 0; known && step < steps && !table.isOver(); step += 1) await takeStep(table, known, random);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      table.diary.fault(`there is no answer: ${error.message}`);
    }
  }
}

/** An incident report or a walk-in; some are sent again as a new request, and are the same case. */
async function begin(table: Table, random: Random, number: string): Promise<PlayedCase | undefined> {
  const employer = random.pick(table.employers);
  const incident = anIncident(random, number, employer, table.time.now);
  const { walkIn, body } = incident;
  const person = walkIn ? officerFor(incident) : `employer_contact@${employer}`;
  const command = walkIn ? 'registerWalkIn' : 'submitIncidentReport';
  const kind: PartKind = walkIn ? 'police-report' : 'incident-report';
  const order = { command, kind, person, path: `/v1/${kind}s`, body, key: `${number}-open` };
  const reporting = async (key: string): Promise<Accepted | undefined> =>
    table.commander.give({ ...order, key }, random);
  // The employer's system sends the report once more on its own, with a key of its own.
  const twice = !walkIn && random.chance(0.3);
  const [accepted, repeated] = await Promise.all([
    reporting(order.key),
    twice ? reporting(`${order.key}-again`) : undefined,
  ]);
  if (!accepted) return undefined;
  if (repeated && repeated.entry !== accepted.entry)
    table.diary.fault(`the external reference of ${number} became two cases`, accepted.caseId);
  const known: PlayedCase = {
    id: accepted.caseId,
    number,
    incident,
    employer,
    created: new Map(accepted.created),
    parts: new Map(),
    done: [accepted],
    openedAt: table.time.now,
    registered: new Set(),
    wishes: new Set(incident.wish ? accepted.created.flatMap(([ref, id]) => (ref === incident.wish ? [id] : [])) : []),
    shielded: new Set(),
    payments: [],
    serial: 0,
    random,
  };
  await Promise.all(namedIn(known).map((person) => table.caller.introduce(person)));
  table.cases.push(known);
  return known;
}

/** Looks in the case file, chooses a part and somebody who may do something with it, and does it. */
async function takeStep(table: Table, known: PlayedCase, random: Random): Promise<void> {
  await look(table, known, random);
  const present = kinds.filter((kind) => partsOf(known, kind).length > 0);
  const kind = random.weighed(present, (one) => kindWeights[one]);
  if (kind === undefined) {
    await pause(100);
    return;
  }
  const part = random.pick(partsOf(known, kind)).id;
  if (await takeAside(table, known, { kind, part }, random)) return;
  const actor = random.weighed(actorsOn(kind), ({ weight }) => weight);
  if (!actor) return;
  const person = personIn(actor.role, known, random.chance(0.15));
  const read = await table.caller.send(person, { method: 'GET', path: `/v1/${kind}s/${part}` });
  const command = random.weighed(allowedIn(read), weightOf);
  if (read.status !== 200 || command === undefined) return;
  const content = isObject(read.json) ? read.json : {};
  await give(table, known, { kind, part, person, command, content, random });
  // Another hand on the same case at the same moment.
  if (random.chance(0.1)) {
    const other = random.weighed(allowedIn(read), weightOf) ?? command;
    await Promise.all([
      give(table, known, { kind, part, person, command, content, random }),
      give(table, known, { kind, part, person, command: other, content, random }),
    ]);
  }
}

async function look(table: Table, known: PlayedCase, random: Random): Promise<void> {
  const reader = random.pick(readersOfCase(known));
  const { status, json } = await table.caller.send(reader, { method: 'GET', path: `/v1/cases/${known.id}` });
  if (status !== 200) return;
  for (const part of readCaseFile(json).parts) known.parts.set(`${part.kind} ${part.id}`, part);
}

interface Step {
  kind: PartKind;
  part: string;
  person: string;
  command: string;
  content: JsonObject;
  random: Random;
}

async function give(table: Table, known: PlayedCase, step: Step): Promise<void> {
  const { kind, part, person, command, content, random } = step;
  const offer = table.offer.find(command, [kind]);
  if (!offer) {
    table.diary.fault(`${command} on a ${kind} is allowed, and not offered`, known.id);
    return;
  }
  const { now } = table.time;
  const made = bodyOf(command, { known, kind, part, person, content, now, random });
  if (!made) return;
  // News that comes late says when it happened.
  const late = command !== 'correctEvent' && random.chance(0.2);
  const happened = Math.max(known.openedAt, now - random.whole(1, 96) * hour);
  const body = late ? { ...made, occurredAt: new Date(happened).toISOString() } : made;
  known.serial += 1;
  const order = {
    command,
    kind,
    person,
    path: filled(offer.path, part),
    body,
    key: `${known.number}-${String(known.serial)}`,
  };
  const accepted = await table.commander.give({ ...order, caseId: known.id }, random);
  if (!accepted) return;
  known.done.push(accepted);
  for (const [reference, id] of accepted.created) known.created.set(reference, id);
  if (command === 'registerSuspect' && typeof body.ref === 'string')
    known.registered.add(known.created.get(body.ref) ?? body.ref);
  noteWishes(known, accepted, body);
}

function noteWishes(known: PlayedCase, { events }: Accepted, { victim }: JsonObject): void {
  const who = typeof victim === 'string' ? victim : '';
  for (const { type } of events) {
    if (type === 'police-report.under-number-requested') known.wishes.add(who);
    if (type === 'police-report.under-number-granted') known.shielded.add(who);
    if (/under-number-(granted|refused)$/.test(type)) known.wishes.delete(who);
  }
}
