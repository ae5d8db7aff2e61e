/**
 * What runs in a page before its own scripts and keeps the time there: when the box could first be typed into, since the
 * page was asked for; and from the last key of a scan to the answer as it is painted.
 */
export const watch = `(() => {
  const times = { input: null, scan: null };
  window.deskTimes = times;
  let from = null;
  const painted = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now())));
  document.addEventListener('keydown', ({ key }) => { if (key === 'Enter') from = performance.now(); }, true);
  document.addEventListener('focusin', ({ target }) => {
    if (target.id === 'scan-box' && times.input === null) {
      times.input = 0;
      painted((at) => { times.input = at; });
    }
  });
  new MutationObserver(() => {
    if (from === null || !document.querySelector('[data-took-ms]')) return;
    const began = from;
    from = null;
    painted((at) => { times.scan = at - began; });
  }).observe(document, { subtree: true, childList: true });
})();`;

/** An expression in that page: its time under a name once there is one, which then begins anew. */
export const timeOf = (name: 'input' | 'scan') => `new Promise((resolve) => {
  const look = () => {
    const time = window.deskTimes.${name};
    if (!time) return setTimeout(look, 5);
    window.deskTimes.${name} = null;
    resolve(time);
  };
  look();
})`;
