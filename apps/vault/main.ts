import { runContext } from '../context.js';

await runContext('vault');
