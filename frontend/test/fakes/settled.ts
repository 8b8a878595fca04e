/** Lets promises settle, also those that the platform keeps: the content of a file comes in its own time. */

// Of before the tests fake it.
const nextTurn = globalThis.setImmediate;

export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => nextTurn(resolve));
}
