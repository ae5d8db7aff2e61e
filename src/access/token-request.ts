import { createPrivateKey, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';

export interface TokenRequest {
  /** Where the token endpoint is reached, and the issuer's identifier the assertion is made for. */
  tokenUrl: string;
  issuer: string;
  agency: string;
  /** The agency's private key as a JWK (ES256). */
  privateKey: Record<string, unknown>;
  /** Who looks; claims of the signed assertion, never form fields. */
  officer?: string;
  officerName?: string;
  /** For an agency of kind RESIDENT: the pseudonym of the resident. */
  residentSubject?: string;
  scope: readonly string[];
}

export interface IssuedToken {
  token: string;
  /** RFC 3339, UTC. */
  expiresAt: string;
}

/** An access token by client_credentials with private_key_jwt (RFC 6749 §4.4, RFC 7523 §2.2), as an agency's system asks for it. */
export async function requestToken(request: TokenRequest): Promise<IssuedToken> {
  const { agency, privateKey } = request;
  const assertion = jwt.sign(
    {
      ...(request.officer && { officer: request.officer }),
      ...(request.officerName && { officer_name: request.officerName }),
      ...(request.residentSubject && { resident_subject: request.residentSubject }),
    },
    createPrivateKey({ key: privateKey as never, format: 'jwk' }),
    {
      algorithm: 'ES256',
      keyid: String(privateKey.kid),
      issuer: agency,
      subject: agency,
      audience: request.issuer,
      expiresIn: 60,
      jwtid: randomUUID(),
    },
  );
  const answer = await fetch(request.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: agency,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: request.scope.join(' '),
    }),
    signal: AbortSignal.timeout(10_000),
  });
  const body = (await answer.json()) as {
    access_token?: string;
    expires_in?: number;
    error?: string;
    error_description?: string;
  };
  if (!answer.ok || !body.access_token) {
    throw new Error(
      `The issuer refused a token for ${agency}: ${body.error ?? answer.status} ${body.error_description ?? ''}`,
    );
  }
  return {
    token: body.access_token,
    expiresAt: new Date(Date.now() + (body.expires_in ?? 0) * 1000).toISOString(),
  };
}
