/** When to try again after a lost connection. */

/** Milliseconds; the longest wait, and how long a connection must last to count as good. */
const longest = 5000;
const shortest = 300;

export class Backoff {
  #attempt = 0;
  #lastStart = Number.NEGATIVE_INFINITY;

  /** A connection attempt begins at *now*. */
  started(now: number): void {
    this.#lastStart = now;
  }

  /** Milliseconds until the next attempt: none at first, then longer and longer. */
  delay(now: number, random: () => number = Math.random): number {
    if (now - this.#lastStart > longest) this.#attempt = 0;
    const attempt = this.#attempt++;
    if (attempt === 0) return 0;
    // Jitter keeps the browsers of a restarted server from coming back all at once.
    return Math.min(longest, shortest * 2 ** (attempt - 1)) * (0.5 + random() / 2);
  }
}
