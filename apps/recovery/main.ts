import { recoveryOffer } from '../../libs/recovery/recovery.module.js';
import { caseworkModule } from '../../libs/platform/casework/casework.module.js';
import { runContext } from '../context.js';

await runContext('recovery', caseworkModule(recoveryOffer));
