// @vitest-environment node
import { expect, it } from 'vitest';

import { GroupCounter } from '../../src/transport/group_counter.js';
import { setTitle } from '../fakes/recorder.js';

it('passes over a group without commands as soon as those before it have run', () => {
  const counter = new GroupCounter();
  counter.receive(0, [[], [setTitle('a')], []]);
  expect(counter.executed).toBe(0);
  counter.commandExecuted();
  expect(counter.executed).toBe(2);
  expect(counter.allExecuted).toBe(true);
});

it('goes on behind groups that never came', () => {
  const counter = new GroupCounter();
  expect(counter.receive(5, [[setTitle('a')]])).toHaveLength(1);
  counter.commandExecuted();
  expect(counter.executed).toBe(5);
  expect(counter.receive(3, [[setTitle('x')], [setTitle('y')]])).toEqual([]);
});
