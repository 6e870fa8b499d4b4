// After all test files.
export default () => globalThis.stopTestPostgres?.();
