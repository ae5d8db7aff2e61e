import DataLoader from 'dataloader';
import { DataSource, In } from 'typeorm';
import * as entities from './entities.js';
import type { Told } from './serve.js';
import { grouped } from './tables.js';

const { Resident, Identifier, Residence, Coverage, School, Enrolment, Fee, Membership } = entities;

/** The four databases, each a DataSource with its entities. */
export async function openSources(told: Told) {
  const open = (url: string, ...of: (new () => object)[]) =>
    new DataSource({ type: 'postgres', url, entities: of, poolSize: 8 }).initialize();
  const [population, health, education, social] = await Promise.all([
    open(told.population, Resident, Identifier, Residence),
    open(told.healthInsurance, Coverage),
    open(told.educationFee, School, Enrolment, Fee),
    open(told.socialSecurity, Membership),
  ]);
  return { population, health, education, social };
}

export type Sources = Awaited<ReturnType<typeof openSources>>;

/** One request's loaders over the repositories. */
export function makeEntityLoaders({ population, health, education, social }: Sources) {
  return {
    resident: new DataLoader(async (ids: readonly string[]) => {
      const rows = await population
        .getRepository(Identifier)
        .find({ where: { identifier: In(ids) }, relations: { resident: true } });
      return grouped(ids, rows, (row) => row.identifier).map((found) => found[0]?.resident ?? null);
    }),
    residence: new DataLoader(async (ids: readonly string[]) => {
      const rows = await population
        .getRepository(Residence)
        .findBy({ kind: 'PERMANENT', personalId: In(ids) });
      return grouped(ids, rows, (row) => row.personalId).map((found) => found[0] ?? null);
    }),
    cards: new DataLoader(async (ids: readonly string[]) => {
      const rows = await health
        .getRepository(Coverage)
        .find({ where: { personalId: In(ids) }, order: { startOn: 'DESC', cardNumber: 'ASC' } });
      return grouped(ids, rows, (row) => row.personalId);
    }),
    enrolments: new DataLoader(async (ids: readonly string[]) => {
      const rows = await education
        .getRepository(Enrolment)
        .find({ where: { personalId: In(ids) }, order: { schoolYear: 'DESC', enrolmentId: 'ASC' } });
      return grouped(ids, rows, (row) => row.personalId!);
    }),
    fees: new DataLoader(async (ids: readonly string[]) => {
      const rows = await education
        .getRepository(Fee)
        .find({ where: { enrolmentId: In(ids) }, order: { dueOn: 'ASC', feeId: 'ASC' } });
      return grouped(ids, rows, (row) => row.enrolmentId);
    }),
    membership: new DataLoader(async (ids: readonly string[]) => {
      const rows = await social
        .getRepository(Membership)
        .find({ where: { personalId: In(ids) }, order: { joinedOn: 'DESC', sectorNo: 'ASC' } });
      return grouped(ids, rows, (row) => row.personalId).map((found) => found[0] ?? null);
    }),
  };
}

export interface Context {
  sources: Sources;
  loaders: ReturnType<typeof makeEntityLoaders>;
}
