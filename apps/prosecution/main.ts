import { prosecutionOffer } from '../../libs/prosecution/prosecution.module.js';
import { caseworkModule } from '../../libs/platform/casework/casework.module.js';
import { runContext } from '../context.js';

await runContext('prosecution', caseworkModule(prosecutionOffer));
