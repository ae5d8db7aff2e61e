import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isObjectType,
} from 'graphql';
import { scopesOf } from '../../src/graphql/schema.js';

/** A request about to be sent: a document of the schema, nearly always valid, and variables, nearly always fitting. */
export interface Operation {
  query: string;
  operationName?: string;
  variables: Record<string, unknown>;
}

/** What arguments are drawn from, by `Type.field.argument`, else by the argument's type: JSON values. */
export type Values = Readonly<Record<string, readonly unknown[]>>;

/** What the operations of one caller look like. */
export interface Wish {
  schema: GraphQLSchema;
  values: Values;
  scopes: readonly string[];
  /** Root fields this caller gets an answer from; others are drawn now and then. */
  roots: readonly string[];
}

/** JSON as a GraphQL literal; what stands under `care`, `sex` and `bases` is of an enum, without quotes. */
function literal(value: unknown, key = ''): string {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, key)).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).map(([name, inner]) => `${name}: ${literal(inner, name)}`);
    return `{ ${fields.join(', ')} }`;
  }
  return typeof value === 'string' && ['care', 'sex', 'bases', 'status', 'only'].includes(key)
    ? value
    : JSON.stringify(value);
}

/** NOTE: without bias: the ends of a range are no more likely, so that a chance of three in a hundred is one. */
const evenly = (min: number, max: number) => fc.noBias(fc.integer({ min, max }));
const maxDepth = 7;

/** Operations over a whole schema, as a client's code could write them: drawn with their variables. */
export function operations(wish: Wish): fc.Arbitrary<Operation> {
  return fc.gen().map((draw) => new Writer(wish, draw).write());
}

/** A report on looks has one more by every look: two answers are never the same. */
const changesByAsking = new Set(['usage']);

class Writer {
  readonly #fragments: { name: string; type: string; text: string; people: number }[] = [];
  readonly #definitions: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  /** The arguments already written for a coordinate, so that the same key always means the same field. */
  readonly #written = new Map<string, string[]>();
  readonly #scopes;
  #aliases = 0;
  #directives = 0;
  #fields = 0;
  /** Some operations are large, most are not; some have conditions, lenient types, or variables that do not fit. */
  readonly #size;
  readonly #conditional;
  readonly #lenient;
  readonly #careless;

  constructor(
    private readonly wish: Wish,
    private readonly draw: fc.GeneratorValue,
  ) {
    this.#scopes = scopesOf(wish.schema);
    this.#size = this.#chance(15) ? 60 : this.#int(2, 20);
    this.#conditional = this.#chance(50);
    this.#lenient = this.#chance(20);
    this.#careless = this.#chance(12);
  }

  write(): Operation {
    const root = this.wish.schema.getQueryType()!;
    const body = this.#set(root, 0, 0);
    const definitions = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    const name = definitions || this.#chance(50) ? 'Asked' : '';
    const fragments = this.#fragments.map(({ text }) => text);
    const asked = name ? `query ${name}${definitions} ${body}` : body;
    const beside = name && this.#chance(8);
    const spread = definitions ? undefined : this.#fragments.find(({ type }) => type === 'Query');
    const other = beside ? [`query Other { ${spread ? `...${spread.name}` : '__typename'} }`] : [];
    const parts = this.#chance(50) ? [...other, asked, ...fragments] : [asked, ...fragments, ...other];
    return {
      query: parts.join('\n'),
      variables: this.#variables,
      ...((beside || (name && this.#chance(50))) && { operationName: name }),
    };
  }

  #set(type: GraphQLObjectType, depth: number, people: number): string {
    const most = depth === 0 ? 2 : 4;
    const count = this.#fields < this.#size ? this.#int(1, most) : 1;
    const selections = Array.from({ length: count }, () => this.#selection(type, depth, people));
    return `{ ${selections.join(' ')} }`;
  }

  #selection(type: GraphQLObjectType, depth: number, people: number): string {
    const kind = this.#int(0, 99);
    if (kind < 5) return `${this.#alias('__typename')}__typename${this.#directive()}`;
    if (kind < 15 && depth < maxDepth) {
      const on = this.#chance(60) ? ` on ${type.name}` : '';
      return `...${on}${this.#directive()} ${this.#set(type, depth + 1, people)}`;
    }
    if (kind < 30 && depth < maxDepth) return `...${this.#fragment(type, depth, people)}${this.#directive()}`;
    return this.#field(type, depth, people);
  }

  #fragment(type: GraphQLObjectType, depth: number, people: number): string {
    const known = this.#fragments.filter((one) => one.type === type.name && one.people + people <= 3);
    if (known.length > 0 && this.#chance(50)) return this.#pick(known).name;
    const text = this.#set(type, depth + 1, people);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({
      name,
      type: type.name,
      people: 3 - people,
      text: `fragment ${name} on ${type.name} ${text}`,
    });
    return name;
  }

  #field(type: GraphQLObjectType, depth: number, people: number): string {
    const field = this.#choose(type, depth, people);
    this.#fields += 1;
    const gives = getNamedType(field.type);
    const { args, key } = this.#arguments(type, field);
    const start = key === field.name ? this.#alias(field.name) : `${key}: `;
    const personal = gives.name === 'Resident' ? 1 : 0;
    const below = isObjectType(gives) ? ` ${this.#set(gives, depth + 1, people + personal)}` : '';
    return `${start}${field.name}${args}${this.#directive()}${below}`;
  }

  #choose(type: GraphQLObjectType, depth: number, people: number): GraphQLField<unknown, unknown> {
    const all = Object.values(type.getFields()).filter(
      ({ name }) => type.name !== 'Query' || !changesByAsking.has(name),
    );
    const fitting = all.filter((field) => {
      const gives = getNamedType(field.type);
      if (isObjectType(gives) && (depth >= maxDepth || this.#fields > this.#size)) return false;
      return gives.name !== 'Resident' || people < 3;
    });
    const scope = (field: GraphQLField<unknown, unknown>) => this.#scopes.get(`${type.name}.${field.name}`);
    const allowed = fitting.filter((field) => {
      const needed = scope(field);
      return needed === null || needed === undefined || this.wish.scopes.includes(needed);
    });
    const rewarding =
      type.name === 'Query' ? allowed.filter(({ name }) => this.wish.roots.includes(name)) : [];
    if (rewarding.length > 0 && this.#chance(85)) return this.#pick(rewarding);
    const some = allowed.length > 0 && !this.#chance(1) ? allowed : fitting;
    return this.#pick(some.length > 0 ? some : all);
  }

  /** Arguments of a field and the key it stands under: the same arguments, the same key, wherever it is asked. */
  #arguments(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): { args: string; key: string } {
    if (field.args.length === 0) return { args: '', key: field.name };
    const place = `${type.name}.${field.name}`;
    const known = this.#written.get(place) ?? [];
    this.#written.set(place, known);
    let at = known.length > 0 && this.#chance(60) ? this.#int(0, known.length - 1) : known.length;
    if (at === known.length) {
      const given = field.args.flatMap((arg) => this.#argument(place, arg));
      const args = given.length > 0 ? `(${given.join(', ')})` : '';
      const same = known.indexOf(args);
      if (same < 0) known.push(args);
      else at = same;
    }
    if (at > 0) this.#aliases += 1;
    return { args: known[at]!, key: at === 0 ? field.name : `${field.name}_${at}` };
  }

  #argument(place: string, arg: GraphQLArgument): string[] {
    const type = arg.type.toString();
    const required = type.endsWith('!') && arg.defaultValue === undefined;
    if (!required && this.#chance(40)) return [];
    const named = getNamedType(arg.type);
    const ofType = isEnumType(named) ? named.getValues().map(({ name }) => name) : undefined;
    const values = this.wish.values[`${place}.${arg.name}`] ?? this.wish.values[named.name] ?? ofType;
    if (!values) throw new Error(`Nothing to draw for ${place}.${arg.name}`);
    const value = this.#pick(values);
    if (this.#chance(45)) return [`${arg.name}: ${this.#variable(type, arg.name, value)}`];
    if (!type.endsWith('!') && this.#chance(10)) return [`${arg.name}: null`];
    return [`${arg.name}: ${this.#mixed(value, type, arg.name)}`];
  }

  /** A literal, now and then with variables inside. */
  #mixed(value: unknown, type: string, key: string): string {
    if (Array.isArray(value)) {
      const item = type.replace(/[[\]]|!$/g, '');
      const one = (inner: unknown) =>
        this.#chance(25) ? this.#variable(item, key, inner) : literal(inner, key);
      return value.length === 1 && this.#chance(20) ? literal(value[0]) : `[${value.map(one).join(', ')}]`;
    }
    if (value !== null && typeof value === 'object') {
      const fields = Object.entries(value).map(([name, inner]) => {
        const of = name === 'sex' ? 'Sex' : 'String';
        const written = this.#chance(40) ? this.#variable(of, name, inner) : literal(inner, name);
        return `${name}: ${written}`;
      });
      return `{ ${fields.join(', ')} }`;
    }
    return literal(value, key);
  }

  /** Declares a variable that may stand where `type` is wanted: with or without a default, given or not, or wrongly. */
  #variable(type: string, key: string, value: unknown): string {
    const name = `v${this.#definitions.length}`;
    const required = type.endsWith('!');
    const form = this.#int(0, 99);
    const usual = literal(value, key);
    if (form < 15) this.#definitions.push(`$${name}: ${type} = ${usual}`);
    else if (form < 45 && required && this.#lenient)
      this.#definitions.push(`$${name}: ${type.slice(0, -1)} = ${usual}`);
    else if (form < 30 && !required) this.#definitions.push(`$${name}: ${type}!`);
    else this.#definitions.push(`$${name}: ${type}`);
    const given = this.#int(0, 99);
    const declared = this.#definitions.at(-1)!;
    const mayBeNull = !/!( =|$)/.test(declared);
    const mayBeAbsent = mayBeNull || declared.includes(' = ');
    if (this.#careless && given < 20) {
      this.#variables[name] = this.#pick([7, 'x', true, {}, [], ['x', null], { nobody: 1 }, null]);
    } else if (mayBeNull && given < 30) this.#variables[name] = null;
    else if (given >= 50 || !(mayBeAbsent || (this.#careless && given < 25))) this.#variables[name] = value;
    return `$${name}`;
  }

  #directive(): string {
    if (!this.#conditional || this.#directives >= 8 || !this.#chance(18)) return '';
    this.#directives += 1;
    const condition = this.#chance(60)
      ? this.#variable('Boolean!', 'if', this.#chance(60))
      : String(this.#chance(60));
    const first = `@${this.#pick(['skip', 'include'])}(if: ${condition})`;
    if (!this.#chance(10)) return ` ${first}`;
    this.#directives += 1;
    return ` ${first} @${first.startsWith('@skip') ? 'include' : 'skip'}(if: ${this.#chance(50)})`;
  }

  #alias(name: string): string {
    if (this.#aliases >= 8 || !this.#chance(8)) return '';
    this.#aliases += 1;
    return `${name}${this.#pick(['_a', '_b', 'Also'])}: `;
  }

  #chance(percent: number): boolean {
    return this.#int(0, 99) < percent;
  }

  #int(min: number, max: number): number {
    return this.draw(evenly, min, max);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#int(0, list.length - 1)]!;
  }
}
