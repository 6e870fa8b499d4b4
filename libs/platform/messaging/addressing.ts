import {
  isAddressed,
  catalogue,
  contexts,
  eventTypes,
  producers,
  type ContextName,
  type EventType,
  type Producer,
} from '../../contract/index.js';
import { agreementEvents } from '../../contract/events/agreements.js';
import { employerEvents } from '../../contract/events/employer.js';
import { haltEvents } from '../../contract/events/halt.js';
import { policeEvents, sharedEvents } from '../../contract/events/police.js';
import { prosecutionEvents } from '../../contract/events/prosecution.js';
import { recoveryEvents } from '../../contract/events/recovery.js';
import { leakGuardEvents, vaultEvents } from '../../contract/events/vault.js';

const assignment = { 'handler.assigned': catalogue['handler.assigned'] };

const eventsOf: Record<Producer, object> = {
  employer: { ...employerEvents, ...leakGuardEvents },
  police: { ...policeEvents, ...sharedEvents, ...leakGuardEvents },
  prosecution: { ...prosecutionEvents, ...sharedEvents, ...leakGuardEvents },
  halt: { ...haltEvents, ...assignment, ...leakGuardEvents },
  recovery: { ...recoveryEvents, ...assignment, ...leakGuardEvents },
  vault: { ...vaultEvents, ...leakGuardEvents },
  agreements: agreementEvents,
};

/** Which producers make events of this type. */
export const producersOf = (type: EventType): Producer[] => producers.filter((producer) => type in eventsOf[producer]);

/** Which producers write to this addressee. */
export const producersFor = (addressee: ContextName): Producer[] =>
  producers.filter(
    (producer) =>
      producer !== addressee && eventTypes.some((type) => type in eventsOf[producer] && isAddressed(type, addressee)),
  );

const addressees = new Map(
  producers.map((producer) => [producer, contexts.filter((one) => producersFor(one).includes(producer))]),
);

/** To whom this producer writes. */
export const addresseesOf = (producer: Producer): readonly ContextName[] => addressees.get(producer) ?? [];
