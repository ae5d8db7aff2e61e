import { Field, ObjectType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import { HubError } from '../domain/errors.js';

/** The most rows of one page. */
const maxPage = 200;

@ObjectType({ description: 'Where a page ends. / Thông tin trang.' })
@Guarded('none')
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow. / Còn trang sau.' })
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Give it as `after`. / Dùng làm `after`.' })
  endCursor!: string | null;
}

export interface Page<Node> {
  nodes: Node[];
  pageInfo: PageInfo;
  totalCount: number;
}

/**
 * What a page of a list in a database is asked by: how many, and the key of the last row seen (null from the start).
 * @throws HubError BAD_USER_INPUT for a `first` outside 1..200 or a cursor that is not ours
 */
export function pageAsked(
  first: number,
  after: string | null | undefined,
): { first: number; key: string | null } {
  requireFirst(first);
  if (after === null || after === undefined) return { first, key: null };
  const key = Buffer.from(after, 'base64url').toString('utf8');
  if (!key || key.includes('\0') || !key.isWellFormed())
    throw new HubError('BAD_USER_INPUT', { argument: 'after' });
  return { first, key };
}

/** One page of rows that were asked for with one more than `first`, which only says that more follow. */
export function pageFrom<Node>(
  rows: readonly Node[],
  first: number,
  keyOf: (row: Node) => string,
): Omit<Page<Node>, 'totalCount'> {
  const nodes = rows.slice(0, first);
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor: cursorOf(nodes.at(-1), keyOf) } };
}

function requireFirst(first: number): void {
  if (!Number.isInteger(first) || first < 1 || first > maxPage) {
    throw new HubError('BAD_USER_INPUT', { argument: 'first', min: 1, max: maxPage });
  }
}

function cursorOf<Node>(last: Node | undefined, keyOf: (row: Node) => string): string | null {
  return last === undefined ? null : Buffer.from(keyOf(last)).toString('base64url');
}

/**
 * One page of a whole list in its order. The cursor is the key of the last row seen, so rows that come or go in
 * between neither repeat nor hide others.
 * @throws HubError BAD_USER_INPUT for a `first` outside 1..200 or a cursor that is not ours
 */
export function pageOf<Node>(
  rows: readonly Node[],
  keyOf: (row: Node) => string,
  first: number,
  after: string | null,
): Page<Node> {
  requireFirst(first);
  let from = 0;
  if (after !== null) {
    const key = Buffer.from(after, 'base64url').toString('utf8');
    const at = rows.findIndex((row) => keyOf(row) === key);
    if (at < 0) throw new HubError('BAD_USER_INPUT', { argument: 'after' });
    from = at + 1;
  }
  const nodes = rows.slice(from, from + first);
  return {
    nodes,
    pageInfo: {
      hasNextPage: from + nodes.length < rows.length,
      endCursor: cursorOf(nodes.at(-1), keyOf),
    },
    totalCount: rows.length,
  };
}
