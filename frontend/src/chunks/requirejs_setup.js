/** Runs right behind RequireJS, in the same file, whoever loads that: the client or the page. */
(() => {
  // Charts name it without saying where it is; the address is the published client's.
  requirejs.config({ paths: { plotly: 'https://cdn.plot.ly/plotly-2.12.1.min' } });
  // Libraries that a page includes as plain scripts look at `define.amd` to choose between a module
  // and a global. Only what RequireJS itself loads can be a module: a nameless one from elsewhere
  // is an error, and the global that the next script wants would be missing.
  const marks = define.amd;
  Object.defineProperty(define, 'amd', {
    get: () => (document.currentScript?.dataset.requiremodule === undefined ? undefined : marks),
  });
})();
