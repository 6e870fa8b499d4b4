import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, Matches } from 'class-validator';

/** The number of an article, or a name by which it goes: `285b`, `Wp2000-72`. */
export const articlePattern = /^[A-Za-z0-9][A-Za-z0-9.-]{0,29}$/;

/** Article numbers, each once; whether they are known is for the decision. */
export const IsArticles = () => (target: object, property: string) => {
  IsArray()(target, property);
  ArrayMinSize(1)(target, property);
  ArrayMaxSize(20)(target, property);
  ArrayUnique()(target, property);
  Matches(articlePattern, { each: true })(target, property);
};
