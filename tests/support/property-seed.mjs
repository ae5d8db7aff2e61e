import fc from 'fast-check';

/**
 * One seed for all property tests, so that one commit has one result. `PROPERTY_SEED=random` draws other cases; what
 * such a run finds becomes an example of its own.
 */
const { PROPERTY_SEED: seed } = process.env;
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed ?? 20_260_701) });
