import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PartKind } from '../../contract/index.js';
import { etagOf } from '../http/command-response.js';
import { askingBy, identifierIn } from '../http/request-person.js';
import type { ContextRuntime } from './context-runtime.js';
import { Refusal } from './refusal.js';
import { toException } from './refused.js';

/** A part of a case as its owner has it, for those who may read it whole. */
export function partController(kind: PartKind, collection: string, token: string): Type {
  @Controller(`v1/${collection}/:id`)
  class PartController {
    constructor(@Inject(token) private readonly runtime: ContextRuntime<unknown>) {}

    @Get()
    async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
      const found = await this.runtime.reader.read(kind, identifierIn(request.params), askingBy(request));
      if (found instanceof Refusal) throw toException(found);
      void reply.header('ETag', etagOf(found.version));
      return found.content;
    }
  }
  return PartController;
}
