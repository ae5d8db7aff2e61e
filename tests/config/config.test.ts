import {
  type Config,
  ConfigError,
  configSchema,
  missingUrls,
  parseConfig,
  productionProblems,
} from '../../src/config/config.js';

/** Settings with which a production hub may start; nothing listens there. */
const production = {
  NODE_ENV: 'production',
  LIENTHONG_EMBEDDED_ISSUER: 'off',
  LIENTHONG_ISSUERS: 'https://id.example',
  LIENTHONG_MASTER_KEY: '00'.repeat(32),
  LIENTHONG_HUB_URL: 'postgres://app:a@db.example/hub',
  LIENTHONG_HUB_AUDIT_URL: 'postgres://audit:b@db.example/hub',
  LIENTHONG_POPULATION_URL: 'postgres://population:c@population.example/population',
  LIENTHONG_HEALTH_INSURANCE_URL: 'postgres://health:d@health.example/health',
  LIENTHONG_EDUCATION_FEE_URL: 'postgres://education:e@education.example/education',
  LIENTHONG_SOCIAL_SECURITY_URL: 'postgres://social:f@social.example/social',
};

function problemOf(env: Record<string, string>): string {
  try {
    parseConfig(env);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

describe('the configuration', () => {
  it('needs no setting at all', () => {
    expect(parseConfig({})).toMatchObject({
      ...{ production: false, host: '127.0.0.1', port: 4000, publicUrl: 'http://localhost:4000' },
      ...{ embeddedIssuer: true, introspection: 'any', stateDir: '.lienthong', tls: null, masterKey: null },
    } satisfies Partial<Config>);
  });

  it.each([
    ['LIENTHONG_PORT', ['0x', '-1', '65536', '80.5', 'http']],
    ['LIENTHONG_PUBLIC_URL', ['localhost:4000/', 'not a url']],
    ['LIENTHONG_EMBEDDED_ISSUER', ['yes', 'ON']],
    ['LIENTHONG_LOG_LEVEL', ['loud']],
    ['LIENTHONG_INTROSPECTION', ['all']],
    ...Object.keys(configSchema.shape)
      .filter((name) => /_URL$/.test(name) && name !== 'LIENTHONG_PUBLIC_URL')
      .map((name): [string, string[]] => [name, ['mysql://a:secret@b/c', 'db.example']]),
    ...Object.keys(configSchema.shape)
      .filter((name) => /_MS$/.test(name) && !/_EVERY_MS$/.test(name))
      .map((name): [string, string[]] => [name, ['0', '-5', 'soon', '1.5']]),
    ['LIENTHONG_MISUSE_EVERY_MS', ['-5', 'soon', '1.5']],
    ['LIENTHONG_REVIEW_EVERY_MS', ['-5', 'soon', '1.5']],
    ['LIENTHONG_EXEMPTIONS_EVERY_MS', ['-5', 'soon', '1.5']],
    ['LIENTHONG_POOL_SIZE', ['0', '101', 'many']],
  ] as [string, string[]][])('names %s when it cannot be used, and never its value', (name, values) => {
    for (const value of values) {
      const problem = problemOf({ [name]: value });
      expect(problem).toMatch(new RegExp(`^${name}: .+$`));
      expect(problem).not.toContain('secret');
    }
  });

  it('names every wrong setting at once, a line each', () => {
    const problem = problemOf({ LIENTHONG_PORT: 'x', LIENTHONG_LOG_LEVEL: 'x', LIENTHONG_POOL_SIZE: '0' });
    expect(problem.split('\n').map((line) => line.split(':')[0])).toEqual([
      'LIENTHONG_PORT',
      'LIENTHONG_LOG_LEVEL',
      'LIENTHONG_POOL_SIZE',
    ]);
  });

  it('takes certificate and key together or not at all', () => {
    expect(problemOf({ LIENTHONG_TLS_CERT_FILE: 'cert.pem' })).toContain('LIENTHONG_TLS_KEY_FILE');
    expect(problemOf({ LIENTHONG_TLS_KEY_FILE: 'key.pem' })).toContain('LIENTHONG_TLS_CERT_FILE');
    const both = { LIENTHONG_TLS_CERT_FILE: 'cert.pem', LIENTHONG_TLS_KEY_FILE: 'key.pem' };
    expect(parseConfig(both)).toMatchObject({ publicUrl: 'https://localhost:4000' });
  });

  it('names every database setting that is missing, the owner’s login never', () => {
    expect(missingUrls(parseConfig({}).urls)).toEqual([
      'LIENTHONG_HUB_URL',
      'LIENTHONG_HUB_AUDIT_URL',
      'LIENTHONG_POPULATION_URL',
      'LIENTHONG_HEALTH_INSURANCE_URL',
      'LIENTHONG_EDUCATION_FEE_URL',
      'LIENTHONG_SOCIAL_SECURITY_URL',
    ]);
    expect(missingUrls(parseConfig(production).urls)).toEqual([]);
  });
});

describe('production', () => {
  const without = (name: keyof typeof production) => {
    const { [name]: _left, ...others } = production;
    return others;
  };
  const problems = (env: Record<string, string>) => productionProblems(parseConfig(env));

  it('starts on settings of its own, with introspection under a scope', () => {
    expect(problems(production)).toEqual([]);
    expect(parseConfig(production).introspection).toBe('scope');
  });

  it('refuses the embedded database', () => {
    expect(problems(without('LIENTHONG_HUB_AUDIT_URL'))).toEqual([
      'The embedded database is for demonstrations: set LIENTHONG_HUB_AUDIT_URL.',
    ]);
  });

  it('refuses the embedded issuer', () => {
    expect(problems(without('LIENTHONG_EMBEDDED_ISSUER'))).toEqual([
      expect.stringContaining('LIENTHONG_EMBEDDED_ISSUER=off'),
    ]);
  });

  it('refuses a master key beside the data', () => {
    expect(problems(without('LIENTHONG_MASTER_KEY'))).toEqual([
      expect.stringContaining('LIENTHONG_MASTER_KEY_FILE'),
    ]);
  });

  it.each([
    ['the hub’s own for its record of looks', { LIENTHONG_HUB_AUDIT_URL: 'postgres://app:b@db.example/hub' }],
    ['one source’s for another', { LIENTHONG_EDUCATION_FEE_URL: 'postgres://health:x@health.example/other' }],
    ['the owner’s for everyday work', { LIENTHONG_HUB_OWNER_URL: 'postgres://app:a@db.example/hub' }],
    [
      'one behind several replicas',
      { LIENTHONG_SOCIAL_SECURITY_URL: 'postgres://health:x@health.example/a,postgres://x:y@z.example/b' },
    ],
  ])('refuses one login for all: %s', (_name, changes) => {
    expect(problems({ ...production, ...changes })).toEqual([expect.stringContaining('login of its own')]);
  });

  it('names every problem at once, and shows no password', () => {
    const all = problems({ ...production, LIENTHONG_MASTER_KEY: '', LIENTHONG_EMBEDDED_ISSUER: 'on' });
    expect(all).toHaveLength(2);
    expect(all.join()).not.toMatch(/postgres:|:a@/);
  });
});

describe('a portal in the place of the health insurance database', () => {
  const portal = { LIENTHONG_HEALTH_INSURANCE_URL: 'https://portal.example/cong' };
  const account = { agency: 'hospital.example', username: '01001_BV', password: 'A'.repeat(32) };
  const accounts = (value: unknown) => ({
    ...{ ...portal, LIENTHONG_HEALTH_INSURANCE_ACCOUNTS: JSON.stringify(value) },
  });

  it('is chosen by its address, with accounts and the name of the lookup', () => {
    const officers = [{ officer: '001', name: 'Lê Thị Hư Cấu', number: '001090000017' }];
    const env = { ...accounts([{ ...account, officers }]), LIENTHONG_HEALTH_INSURANCE_LOOKUP: 'Lskcb2025' };
    expect(parseConfig(env)).toMatchObject({
      urls: { healthInsurance: portal.LIENTHONG_HEALTH_INSURANCE_URL },
      portal: { lookup: 'Lskcb2025', accounts: [{ ...account, password: 'a'.repeat(32), officers }] },
    });
    expect(parseConfig(accounts([account])).portal).toEqual({
      ...{
        lookup: 'KQNhanLichSuKCB2024',
        accounts: [{ ...account, password: 'a'.repeat(32), officers: [] }],
      },
    });
  });

  it('needs accounts, and they a portal', () => {
    expect(problemOf(portal)).toMatch(/^LIENTHONG_HEALTH_INSURANCE_ACCOUNTS_FILE: /);
    const { LIENTHONG_HEALTH_INSURANCE_ACCOUNTS } = accounts([account]);
    expect(problemOf({ LIENTHONG_HEALTH_INSURANCE_ACCOUNTS: LIENTHONG_HEALTH_INSURANCE_ACCOUNTS! })).toMatch(
      /^LIENTHONG_HEALTH_INSURANCE_ACCOUNTS: /,
    );
  });

  it.each([
    ['no JSON', '{ secret-1'],
    ['no list', '{"secret-1":1}'],
    ['a password that is no MD5', JSON.stringify([{ ...account, password: 'secret-1' }])],
    ['a field in the wrong place', JSON.stringify([{ ...account, 'secret-1': 1 }])],
    [
      'an officer without a number',
      JSON.stringify([{ ...account, officers: [{ officer: 'secret-1', name: 'x' }] }]),
    ],
    ['one agency twice', JSON.stringify([account, { ...account, username: 'secret-1' }])],
  ])('is refused with accounts that are %s, and nothing of them is told', (_what, text) => {
    const problem = problemOf({ ...portal, LIENTHONG_HEALTH_INSURANCE_ACCOUNTS: text });
    expect(problem).toMatch(/^LIENTHONG_HEALTH_INSURANCE_ACCOUNTS: ./);
    expect(problem).not.toContain('secret-1');
  });

  it.each([
    'https://user:pass@portal.example',
    'https://portal.example/?token=1',
    'https://',
    'ftp://portal.example',
  ])('is not at %s', (url) => {
    expect(problemOf({ LIENTHONG_HEALTH_INSURANCE_URL: url })).toMatch(/^LIENTHONG_HEALTH_INSURANCE_URL: /);
  });

  it('is no database of any other sector', () => {
    expect(problemOf({ LIENTHONG_EDUCATION_FEE_URL: 'https://portal.example' })).toMatch(
      /^LIENTHONG_EDUCATION_FEE_URL: /,
    );
  });

  it('is reached by https alone in production', () => {
    const problems = (url: string) =>
      productionProblems(
        parseConfig({ ...production, ...accounts([account]), LIENTHONG_HEALTH_INSURANCE_URL: url }),
      );
    expect(problems('https://portal.example')).toEqual([]);
    expect(problems('http://portal.example')).toEqual([
      expect.stringContaining('LIENTHONG_HEALTH_INSURANCE_URL'),
    ]);
  });
});
