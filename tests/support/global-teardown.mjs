import { stopPostgres } from './stop-postgres.mjs';

/** Stops the databases of this run, if any suite wanted them, and removes their folder. */
export default async function tearDown() {
  await stopPostgres(process.env.LIENTHONG_TEST_FOLDER);
}
