import { policeOffer } from '../../libs/police/police.module.js';
import { caseworkModule } from '../../libs/platform/casework/casework.module.js';
import { runContext } from '../context.js';

await runContext('police', caseworkModule(policeOffer));
