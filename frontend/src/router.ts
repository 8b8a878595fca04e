/** Runs commands strictly in order, whatever their handlers do. */

import type { ClientContext, Handler, Handlers } from './context.js';
import type { Command } from './protocol/commands.js';

export interface RouterOptions {
  readonly handlers: Handlers;
  readonly context: ClientContext;
  /** Called after each command, also after one that failed or is not known. */
  readonly executed?: (command: Command) => void;
  /** Called for a command that is not known, or could not be executed; it is in the log already. */
  readonly failed?: (problem: 'unknown_part' | 'not_shown', command: Command) => void;
  /** Lets the browser paint and react; overridden in tests. */
  readonly pause?: () => Promise<void>;
}

/** Milliseconds of uninterrupted work: most of a frame, so that a flood leaves the page alive. */
const sliceTime = 12;
/** Looking at the clock costs more than a small command. */
const clockInterval = 16;

export class CommandRouter {
  readonly #options: RouterOptions;
  #queue: Command[] = [];
  #next = 0;
  #running = false;
  #stopped = false;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  /** Runs what it can at once; returns early when a handler waits or a slice is used up. */
  push(commands: readonly Command[]): void {
    if (this.#stopped) return;
    for (const command of commands) this.#queue.push(command);
    if (!this.#running) void this.#run();
  }

  /** Drops what has not run yet. */
  stop(): void {
    this.#stopped = true;
    this.#queue = [];
    this.#next = 0;
  }

  async #run(): Promise<void> {
    this.#running = true;
    const pause = this.#options.pause ?? nextTurn;
    let sliceEnd = performance.now() + sliceTime;
    for (let done = 1; this.#next < this.#queue.length; done++) {
      const waiting = this.#execute(this.#take());
      if (waiting !== undefined) {
        await waiting;
        sliceEnd = performance.now() + sliceTime;
      } else if (done % clockInterval === 0 && performance.now() > sliceEnd) {
        await pause();
        sliceEnd = performance.now() + sliceTime;
      }
    }
    this.#running = false;
  }

  /** A promise when the command is not finished yet. */
  #execute(command: Command): Promise<void> | undefined {
    try {
      const result = this.#handle(command);
      if (result === undefined) this.#options.executed?.(command);
      else {
        return result
          .catch((error: unknown) => this.#failed(command, error))
          .then(() => this.#options.executed?.(command));
      }
    } catch (error) {
      this.#failed(command, error);
      this.#options.executed?.(command);
    }
    return undefined;
  }

  #failed(command: Command, error: unknown): void {
    console.error('PyWebIO: command failed', command, error);
    this.#options.failed?.('not_shown', command);
  }

  #handle(command: Command): Promise<void> | undefined {
    // The type of a handler follows from its key, which the compiler cannot see here.
    const { handlers } = this.#options;
    const known = Object.hasOwn(handlers, command.command);
    const handler = (known ? handlers[command.command] : undefined) as Handler<Command> | undefined;
    if (handler === undefined) {
      console.error('PyWebIO: unknown command', command);
      this.#options.failed?.('unknown_part', command);
      return undefined;
    }
    return handler(command, this.#options.context) ?? undefined;
  }

  #take(): Command {
    const command = this.#queue[this.#next] as Command;
    this.#next += 1;
    if (this.#next === this.#queue.length) {
      this.#queue = [];
      this.#next = 0;
    }
    return command;
  }
}

/** A turn of the event loop that timers in a background tab do not slow down. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
