import type { Producer } from '../../contract/index.js';

/** Under which name the runtime of a context is found by its controllers. */
export const contextToken = (name: Producer): string => `context ${name}`;
