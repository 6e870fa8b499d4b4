import { TOKEN_ERROR_CODES } from 'fast-jwt';

export interface TokenFault {
  reason:
    | 'malformed'
    | 'expired'
    | 'not-yet-valid'
    | 'wrong-issuer'
    | 'wrong-audience'
    | 'bad-signature'
    | 'missing-claim'
    | 'unsupported-algorithm';
  /** For the person whose token it is: never holds anything of the token itself. */
  detail: string;
}

export const fault = (reason: TokenFault['reason'], detail: string): TokenFault => ({ reason, detail });

const codes: Record<string, TokenFault> = {
  [TOKEN_ERROR_CODES.expired]: fault('expired', 'The token has expired. Ask the issuer for a new one.'),
  [TOKEN_ERROR_CODES.inactive]: fault('not-yet-valid', 'The token is not valid yet.'),
  [TOKEN_ERROR_CODES.invalidSignature]: fault('bad-signature', 'The signature of the token is not right.'),
  [TOKEN_ERROR_CODES.missingSignature]: fault('bad-signature', 'The token is not signed.'),
  [TOKEN_ERROR_CODES.missingRequiredClaim]: fault('missing-claim', 'The token misses a claim: exp is needed.'),
  [TOKEN_ERROR_CODES.invalidCritHeader]: fault('malformed', 'The header of the token asks for what is not supported.'),
  [TOKEN_ERROR_CODES.invalidClaimType]: fault('malformed', 'A claim of the token is of the wrong type.'),
  [TOKEN_ERROR_CODES.invalidClaimValue]: fault('malformed', 'A claim of the token is of the wrong type.'),
};

/** What is wrong with the token, from what the library says of it; anything else is a defect of ours and thrown on. */
export const faultFrom = (error: unknown): TokenFault => {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !code.startsWith('FAST_JWT_')) throw error;
  return codes[code] ?? fault('malformed', 'The token is not a JSON Web Token.');
};
