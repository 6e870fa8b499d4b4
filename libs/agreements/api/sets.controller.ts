import { Controller, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { IsArray, IsObject } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { personOf } from '../../platform/http/request-person.js';
import { validateBody } from '../../platform/http/validate-body.js';
import { Optional } from '../../platform/http/validation.js';
import { AgreementsRuntime } from '../agreements.runtime.js';
import { CatalogueFault, type CatalogueDocument } from '../catalogue/catalogue.js';

export class AgreementSetsBody {
  /** The sets, as in the catalogue that comes with the system. */
  @IsArray()
  @IsObject({ each: true })
  sets!: Record<string, unknown>[];

  /** Agreements that these sets bring along. */
  @Optional()
  @IsArray()
  @IsObject({ each: true })
  agreements?: Record<string, unknown>[];
}

/** New sets of agreements, or terms of a VPT region's own covenant. A case keeps the set that it was given. */
@Controller('v1/agreement-sets')
export class AgreementSetsController {
  constructor(@Inject(AgreementsRuntime) private readonly runtime: AgreementsRuntime) {}

  @Post()
  @HttpCode(201)
  async load(@Req() request: FastifyRequest, @Query('preview') preview: string | undefined): Promise<object> {
    const person = personOf(request);
    if (!person.roles.includes('administrator')) {
      throw new ProblemException(problem('forbidden', 'Only an administrator loads agreements.'));
    }
    const body = validateBody(AgreementSetsBody, request.body);
    if (Array.isArray(body))
      throw new ProblemException(problem('invalid', 'Some fields are not right.', { errors: body }));
    const document: CatalogueDocument = {
      sets: body.sets,
      ...(body.agreements ? { agreements: body.agreements } : {}),
    };
    try {
      const touched = await this.runtime.previewOf(document);
      if (preview === 'true') return { loaded: false, ...touched };
      await this.runtime.load(document, person.id);
      return { loaded: true, ...touched };
    } catch (error) {
      if (!(error instanceof CatalogueFault)) throw error;
      const errors = error.faults.map((detail) => ({ pointer: '', code: 'catalogue', detail }));
      throw new ProblemException(
        problem('invalid', 'The agreements cannot be loaded; nothing was stored.', { errors }),
      );
    }
  }
}
