/** The settings that a process of this app gets, of those that all share: the master key is the vault's alone. */
export const settingsFor = (app: string, shared: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  app === 'vault' ? shared : Object.fromEntries(Object.entries(shared).filter(([name]) => !name.startsWith('VAULT_')));
