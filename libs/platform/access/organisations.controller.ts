import { Body, Controller, Get, Inject, Param, Put, Req, Res } from '@nestjs/common';
import { IsIn, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { organisationTypes, type OrganisationType } from '../../contract/index.js';
import { municipalities, sectors } from '../../contract/law/regions.js';
import { ProblemException, problem } from '../http/problem.js';
import { personOf } from '../http/request-person.js';
import { validateBody } from '../http/validate-body.js';
import { IsText, Optional } from '../http/validation.js';
import { Database } from '../persistence/database.js';
import { OrganisationEntity } from '../persistence/entities.js';

export class OrganisationBody {
  @IsIn(organisationTypes)
  type!: OrganisationType;

  @IsText(200)
  name!: string;

  @Optional()
  @IsIn(sectors.map((sector) => sector.code))
  sector?: string;

  @Optional()
  @Matches(/^\d{4}$/)
  municipality?: string;
}

export const accessDatabaseToken = 'access database';

const code = /^[A-Za-z0-9_.-]{1,60}$/;

/** The organisations of the chain. An administrator registers employers; units and offices come with the data. */
@Controller('v1/organisations')
export class OrganisationsController {
  constructor(@Inject(accessDatabaseToken) private readonly database: Database) {}

  @Put(':code')
  async put(
    @Param('code') organisation: string,
    @Body() raw: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (!personOf(request).roles.includes('administrator')) {
      throw new ProblemException(problem('forbidden', 'Only an administrator registers organisations.'));
    }
    const { ...body } = bodyOf(organisation, raw);
    const repository = this.database.repository(OrganisationEntity);
    const known = await repository.existsBy({ code: organisation });
    await repository.upsert({ code: organisation, ...body }, ['code']);
    void reply.status(known ? 200 : 201);
    return { code: organisation, ...body };
  }

  @Get(':code')
  async get(@Param('code') organisation: string): Promise<object> {
    const found =
      code.test(organisation) && (await this.database.repository(OrganisationEntity).findOneBy({ code: organisation }));
    if (!found) throw new ProblemException(problem('not-found', 'There is no such organisation.'));
    return found;
  }
}

function bodyOf(organisation: string, raw: unknown): OrganisationBody {
  if (!code.test(organisation))
    throw new ProblemException(problem('not-found', 'This cannot be the code of an organisation.'));
  const body = validateBody(OrganisationBody, raw);
  if (Array.isArray(body))
    throw new ProblemException(problem('invalid', 'Some fields are not right.', { errors: body }));
  if (body.municipality && !municipalities.some((one) => one.code === body.municipality)) {
    throw new ProblemException(
      problem('invalid', 'The municipality is not known here.', {
        errors: [
          { pointer: '/municipality', code: 'unknown-municipality', detail: 'this municipality is not known here' },
        ],
      }),
    );
  }
  return body;
}
