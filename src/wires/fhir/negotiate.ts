import type { FastifyRequest } from 'fastify';
import { HubError } from '../../domain/errors.js';
import { UnreadBody } from '../../graphql/unread-body.js';

/** What stood behind the question mark of an address, before it was taken out of it. */
export interface AddressQuery {
  format: string | null;
  /** Whether there was anything else: a search by address, which is refused. */
  searches: boolean;
}

/** Takes the query out of the address before anything else reads it: somebody may have put a number there. */
export function takeQuery(request: FastifyRequest): AddressQuery {
  const { _format: format, _pretty, ...rest } = (request.query ?? {}) as Record<string, unknown>;
  request.query = {};
  request.raw.url = request.raw.url?.split('?')[0] ?? '/';
  return {
    format: format === undefined ? null : typeof format === 'string' ? format : '',
    searches: Object.keys(rest).length > 0,
  };
}

const json = /^(application\/(fhir\+)?json|text\/json|json)$/;
const ranges = ['*/*', 'application/*'];

/**
 * JSON of R4 is all there is. `_format` stands over the header, as R4 has it.
 * @throws HubError 406 for any other wish; BAD_USER_INPUT for parameters in the address
 */
export function requireAnswerable({ headers }: FastifyRequest, { format, searches }: AddressQuery): void {
  const isWanted = format === null ? acceptsJson(headers.accept ?? '*/*') : isJson(format);
  if (!isWanted) throw new UnreadBody(406, null);
  if (searches) throw byPostOnly();
}

/** A search by address. */
export function byPostOnly(): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    { use: 'POST [base]/[type]/_search' },
    {
      vi: 'Không tìm kiếm qua địa chỉ: hãy dùng POST …/_search với tham số trong nội dung.',
      en: 'No search by address: use POST …/_search with the parameters in the body.',
    },
  );
}

function acceptsJson(accept: string): boolean {
  return accept.split(',').some((wish) => ranges.includes(typeOf(wish)) || isJson(wish));
}

/** In `fhirVersion` a client may name the release it reads. A plus sign is a space where nobody encoded it. */
function isJson(wish: string): boolean {
  const release = /;\s*fhirversion=([^;\s]+)/i.exec(wish)?.[1];
  return json.test(typeOf(wish)) && (release === undefined || release.startsWith('4.0'));
}

const typeOf = (wish: string): string =>
  wish.split(';')[0]!.trim().toLowerCase().replace('fhir json', 'fhir+json');
