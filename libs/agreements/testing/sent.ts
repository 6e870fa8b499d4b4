import { addresseesOf, type ChainEvent, type ContextName } from '../../contract/index.js';
import { noteHandled, seal, type Correspondence, type Letter } from '../../platform/messaging/letter.js';

/** As they were sent: numbered, each after what its writer had heard of the others by then. */
export function sent(events: readonly ChainEvent[]): Letter[] {
  const at = new Map<ContextName, Correspondence>();
  const standing = (context: ContextName): Correspondence => {
    const known = at.get(context) ?? { sent: {}, received: {}, seen: {} };
    at.set(context, known);
    return known;
  };
  return events.map((event) => {
    const letter = seal(event, addresseesOf(event), standing(event.producer));
    for (const addressee of letter.to) noteHandled(letter, addressee, standing(addressee));
    return letter;
  });
}
