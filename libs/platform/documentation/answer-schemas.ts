/** What commands and their entries are answered with, and what a problem looks like. */
export const answerSchemas: Record<string, object> = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      instance: { type: 'string' },
      state: { type: ['string', 'null'] },
      allowed: { type: 'array', items: { type: 'string' } },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pointer', 'code', 'detail'],
          properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
        },
      },
    },
  },
  CommandAnswer: {
    type: 'object',
    required: [
      'id',
      'command',
      'part',
      'caseId',
      'caseNumber',
      'version',
      'occurredAt',
      'recordedAt',
      'events',
      'created',
    ],
    properties: {
      id: { type: 'string', format: 'uuid', description: 'The entry, which can be read back.' },
      command: { type: 'string' },
      part: {
        type: 'object',
        properties: {
          kind: { type: 'string' },
          id: { type: 'string', format: 'uuid' },
          state: { type: ['string', 'null'] },
        },
      },
      caseId: { type: 'string', format: 'uuid' },
      caseNumber: { type: 'string' },
      version: { type: 'integer' },
      occurredAt: { type: 'string', format: 'date-time' },
      recordedAt: { type: 'string', format: 'date-time' },
      events: {
        type: 'array',
        items: { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, type: { type: 'string' } } },
      },
      created: { type: 'object', additionalProperties: { type: 'string', format: 'uuid' } },
    },
  },
  Entry: { type: 'object', required: ['id', 'command', 'occurredAt', 'recordedAt'] },
  Entries: {
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Entry' } } },
  },
};
