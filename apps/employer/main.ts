import { employerOffer } from '../../libs/employer/employer.module.js';
import { caseworkModule } from '../../libs/platform/casework/casework.module.js';
import { runContext } from '../context.js';

await runContext('employer', caseworkModule(employerOffer));
