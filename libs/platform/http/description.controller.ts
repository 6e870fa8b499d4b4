import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ProblemException, problem, problemTypePath, problemTypes, type ProblemType } from './problem.js';

export const descriptionToken = 'description';

export interface Description {
  openapi: object;
  issuer: string;
  audience: string;
}

/** What the system says of itself, to everybody. */
@Controller()
export class DescriptionController {
  constructor(@Inject(descriptionToken) private readonly description: Description) {}

  @Get('v1/openapi.json')
  @Header('Access-Control-Allow-Origin', '*')
  openapi(): object {
    return this.description.openapi;
  }

  /** RFC 9728: where a client finds the issuer of tokens for this API. */
  @Get('.well-known/oauth-protected-resource')
  protectedResource(): object {
    const { issuer, audience } = this.description;
    return { resource: audience, authorization_servers: [issuer], bearer_methods_supported: ['header'] };
  }

  @Get('v1/problem-types')
  problemTypes(): object {
    return { items: (Object.keys(problemTypes) as ProblemType[]).map(describe) };
  }

  @Get('v1/problem-types/:type')
  problemType(@Param('type') type: string): object {
    if (!Object.hasOwn(problemTypes, type))
      throw new ProblemException(problem('not-found', 'There is no such problem type.'));
    return describe(type as ProblemType);
  }
}

const describe = (type: ProblemType): object => ({ type: `${problemTypePath}/${type}`, ...problemTypes[type] });
