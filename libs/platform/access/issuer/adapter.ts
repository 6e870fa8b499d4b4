import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { type FindOrganisation, findPerson } from './invented-person.js';

/** Of the embedded default only: everybody has it, and it protects nothing. */
export const demoSecret = 'demo';

const clientFor = (id: string): AdapterPayload => ({
  client_id: id,
  client_secret: demoSecret,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
});

/** Looks clients up among the invented people; whatever else is stored is forgotten when it expires. */
export const adapterFor = (findOrganisation: FindOrganisation): ((model: string) => Adapter) => {
  const store = new LRUCache<string, AdapterPayload>({ max: 10_000, ttlAutopurge: false });
  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`;
    const find = async (id: string): Promise<AdapterPayload | undefined> => {
      if (model !== 'Client') return store.get(keyOf(id));
      const person = await findPerson(id, findOrganisation);
      return person && clientFor(person.id);
    };
    return {
      find,
      upsert: async (id, payload, expiresIn) => {
        store.set(keyOf(id), payload, { ttl: expiresIn ? expiresIn * 1000 : undefined });
      },
      consume: async (id) => {
        const payload = store.get(keyOf(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void store.delete(keyOf(id)),
      // Of the flows in which people log in, none of which is offered.
      findByUid: async () => undefined,
      findByUserCode: async () => undefined,
      revokeByGrantId: async () => undefined,
    };
  };
};
