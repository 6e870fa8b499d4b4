import { addressMarks, birthDateMarks, emailMarks, phoneMarks } from './contact-marks.js';
import { type Identity, type Mark } from './mark.js';
import { nameMarks } from './name-marks.js';

/** Every form under which a text betrays this person. */
export function marksOf(identity: Identity): Mark[] {
  const { name, birthDate, address, phone, email } = identity;
  return [
    ...new Set([
      ...nameMarks(name),
      ...(birthDate ? birthDateMarks(birthDate) : []),
      ...(address ? addressMarks(address) : []),
      ...(phone ? phoneMarks(phone) : []),
      ...(email ? emailMarks(email) : []),
    ]),
  ].sort();
}
