/**
 * Runs the built program once for each list of arguments, in this one process, and prints how each ended: for what
 * leaves nothing behind (help, wrong usage), since loading it anew each time takes most of a second.
 */
const [program, lists] = JSON.parse(process.argv[2]);
const results = [];
for (const [at, args] of lists.entries()) {
  const ran = { code: 0, stdout: '', stderr: '' };
  const kept = {};
  for (const name of ['stdout', 'stderr']) {
    kept[name] = process[name].write;
    process[name].write = (text) => {
      ran[name] += text;
      return true;
    };
  }
  process.exitCode = 0;
  process.argv = [process.execPath, 'lienthong', ...args];
  await import(`${program}?${at}`);
  ran.code = process.exitCode;
  for (const name of ['stdout', 'stderr']) process[name].write = kept[name];
  results.push(ran);
}
process.exitCode = 0;
console.log(JSON.stringify(results));
