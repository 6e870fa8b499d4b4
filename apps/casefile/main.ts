import { CasefileModule } from '../../libs/casefile/casefile.module.js';
import { runContext } from '../context.js';

/** The case file, and what belongs to no agency: the organisations, and the clock of scenarios. */
await runContext('casefile', CasefileModule, true);
