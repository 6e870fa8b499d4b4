/** The disguises in which a text can leak. */
export interface TextForms {
  /** Compared without regard to case. */
  plain: readonly string[];
  /** Compared as they are. */
  exact: readonly string[];
}

/** Shorter than this, a stretch of base64 says nothing. */
const shortestEncoded = 6;

export function formsOf(text: string): TextForms {
  const plain = [text, text.normalize('NFD'), encodeURIComponent(text), text.replaceAll(' ', '+'), jsonEscaped(text)];
  const exact = [text, text.toLowerCase()].flatMap(base64Stretches);
  return { plain: [...new Set(plain.map((form) => form.toLowerCase()))], exact: [...new Set(exact)] };
}

/** Which of the texts occurs, in whatever form. */
export function leakedIn(page: string, texts: readonly string[]): string[] {
  const lower = page.toLowerCase();
  return texts.filter((text) => {
    const { plain, exact } = formsOf(text);
    return plain.some((form) => lower.includes(form)) || exact.some((form) => page.includes(form));
  });
}

/** For what must be there: as it is written, as JSON escapes it, or as its page spells it. */
export const shownIn = (page: string, text: string): boolean =>
  [text, JSON.stringify(text).slice(1, -1), jsonEscaped(text)].some((form) => page.includes(form));

/** As JSON may write it: every character outside ASCII as an escape. */
const jsonEscaped = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[^\u0020-\u007e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The base64 that is the same wherever in a longer text the text stands: one stretch per alignment. */
function base64Stretches(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first characters hold bits of what stands before, the last one bits of what comes after.
    const start = offset === 0 ? 0 : offset + 1;
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    const stretch = encoded.slice(start, whole);
    if (stretch.length < shortestEncoded) return [];
    return [stretch, stretch.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
