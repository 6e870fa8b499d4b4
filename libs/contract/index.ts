export * from './events/index.js';
export * from './roles.js';
export * from './time.js';
export * from './policy.js';
export * from './known-claims.js';
export * from './under-number.js';
