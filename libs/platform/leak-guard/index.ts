export { candidatesIn } from './candidates.js';
export { shapesOf, type Candidate, type Identity, type Mark, type Shape } from './mark.js';
export { marksOf } from './marks.js';
