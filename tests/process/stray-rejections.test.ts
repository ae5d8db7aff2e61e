import { execFileSync } from 'node:child_process';

/** A process of its own: what an unhandled rejection does to a process cannot be seen from inside this one. */
const program = `
  import { logStrayRejections } from './dist/src/process/stray-rejections.js';
  logStrayRejections({ error: ({ cause }, message) => console.log(message + ': ' + cause.message) });
  Promise.reject(new Error('a getter threw'));
  setTimeout(() => console.log('still here'), 50);
`;

it('a rejection that nobody awaits is logged, and the process goes on', () => {
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  expect(said.trim().split('\n')).toEqual([
    'something failed that nobody waited for: a getter threw',
    'still here',
  ]);
});
