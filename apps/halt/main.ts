import { haltOffer } from '../../libs/halt/halt.module.js';
import { caseworkModule } from '../../libs/platform/casework/casework.module.js';
import { runContext } from '../context.js';

await runContext('halt', caseworkModule(haltOffer));
