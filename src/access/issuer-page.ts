import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Language, parseLanguage, type Sentence } from '../domain/language.js';
import { accountOf, type SamplePerson, type SignInPage, signInPath } from './issuer-desk.js';

const style = `
:root{color-scheme:light;font:16px/1.5 'Be Vietnam Pro',system-ui,'Segoe UI',sans-serif;color:#12232e;background:#eef2f4}
body{margin:0;min-height:100vh;display:grid;place-items:center}
main{box-sizing:border-box;width:min(60rem,100vw - 1rem);background:#fff;border:1px solid #c5d0d6;border-radius:.5rem;padding:1.75rem clamp(1rem,5vw,2rem) 2rem;box-shadow:0 1px 2px #12232e14}
h1{font-size:1.375rem;line-height:1.3;margin:0 0 .25rem}
p{margin:0 0 1rem;color:#42545f}
.sample{display:inline-block;background:#fff3d6;color:#5c3d00;border:1px solid #d9a63a;border-radius:.25rem;padding:.05rem .5rem;font-weight:600;font-size:.875rem;margin-bottom:.75rem}
form{columns:2 20rem;column-gap:2rem}
fieldset{border:0;padding:0;margin:0 0 1rem;min-width:0;break-inside:avoid}
legend{font-weight:600;padding:0;margin-bottom:.5rem}
button{display:grid;grid-template-columns:1fr auto;gap:0 1rem;width:100%;text-align:left;font:inherit;color:inherit;background:#fff;border:1px solid #7d919c;border-radius:.375rem;padding:.625rem .875rem;margin:0 0 .5rem;cursor:pointer}
button:hover{background:#e8f1f5;border-color:#0b5c7d}
button:focus-visible{outline:3px solid #0b5c7d;outline-offset:2px}
button b{font-weight:600}
button span{color:#42545f}
button small{grid-row:1/3;grid-column:2;align-self:center;font:inherit;color:#42545f}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const words = {
  title: { vi: 'Chọn người đăng nhập', en: 'Choose who signs in' },
  sample: { vi: 'Dữ liệu mẫu hư cấu', en: 'Invented sample data' },
  explain: {
    vi: 'Trang này chỉ có trong bản dùng thử. Khi triển khai thật, cán bộ đăng nhập ở hệ thống định danh của cơ quan, người dân ở hệ thống định danh điện tử.',
    en: 'This page is part of the demonstration. In real use officers sign in at their agency’s identity provider, residents at theirs.',
  },
  code: { vi: 'Mã cán bộ', en: 'Officer' },
  resident: { vi: 'Công dân mẫu', en: 'Sample resident' },
  stale: { vi: 'Lần đăng nhập này đã hết hạn', en: 'This sign-in has expired' },
  again: { vi: 'Quay lại bàn làm việc rồi đăng nhập lại.', en: 'Go back to the desk and sign in again.' },
  back: { vi: 'Về bàn làm việc', en: 'To the desk' },
} as const satisfies Record<string, Sentence>;

/** `/oauth/sign-in/…`: the embedded issuer asks who signs in. For demonstrations; there are sample people only. */
export function serveSignInPage(
  fastify: FastifyInstance,
  { signIn, origin }: { signIn: SignInPage; origin: string },
): void {
  fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1_000 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', policy).header('x-frame-options', 'DENY');
      reply.header('cache-control', 'no-store').header('referrer-policy', 'same-origin');
      reply.header('x-content-type-options', 'nosniff');
    });
    scope.get(`${signInPath}/:uid`, async (request, reply) => {
      try {
        const language = parseLanguage(await signIn.languageOf(request.raw, reply.raw));
        return reply.type('text/html; charset=utf-8').send(choosing(language, signIn.people));
      } catch {
        return stale(reply, parseLanguage(request.headers['accept-language']));
      }
    });
    scope.post(`${signInPath}/:uid`, async (request, reply) => {
      const language = parseLanguage(request.headers['accept-language']);
      // NOTE: browsers name the page a form was sent from; a form on another site must not choose for anybody.
      if (request.headers.origin !== origin) return stale(reply, language, 403);
      try {
        const { who = '' } = (request.body ?? {}) as { who?: string };
        const onward = await signIn.choose(request.raw, reply.raw, who);
        return onward === null ? stale(reply, language) : reply.redirect(onward, 303);
      } catch {
        return stale(reply, language);
      }
    });
  });
}

function choosing(language: Language, people: readonly SamplePerson[]): string {
  const agencies = [...new Set(people.map(({ agencyName }) => agencyName))];
  const groups = agencies.map((agency) => {
    const choices = people.filter(({ agencyName }) => agencyName === agency);
    const buttons = choices.map((person) => choice(language, person, person === people[0])).join('\n');
    return `<fieldset><legend>${safe(agency)}</legend>${buttons}</fieldset>`;
  });
  return page(
    language,
    words.title[language],
    `<p>${words.explain[language]}</p><form method="post">${groups.join('')}</form>`,
  );
}

function choice(language: Language, person: SamplePerson, isFirst: boolean): string {
  const what =
    'officer' in person ? `${words.code[language]} ${safe(person.officer)}` : words.resident[language];
  return `<button${isFirst ? ' autofocus' : ''} name="who" value="${safe(accountOf(person))}"><b>${safe(person.name)}</b><small>${what}</small><span>${person.duty[language]}</span></button>`;
}

function stale(reply: FastifyReply, language: Language, status = 400) {
  const body = `<p>${words.again[language]}</p><p><a href="/desk/">${words.back[language]}</a></p>`;
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(page(language, words.stale[language], body));
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Liên Thông</title><style>${style}</style></head><body><main><span class="sample">${words.sample[language]}</span><h1>${title}</h1>${body}</main></body></html>`;
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
