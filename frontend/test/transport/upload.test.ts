import { expect, it, vi } from 'vitest';
import { Upload } from '../../src/transport/upload.js';

const whole = new File(['x'], 'whole.txt');

function goneFile(): File {
  const gone = new File(['x'], 'gone.txt');
  vi.spyOn(gone, 'slice').mockReturnValue({
    arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
  } as unknown as Blob);
  return gone;
}

function uploadOf(...files: readonly File[]): Upload {
  const parts = files.map((file) => ({ inputName: 'f', file }));
  return new Upload({ event: 'js_yield', task_id: 't', data: null }, parts, undefined);
}

it('tells which of its files can no longer be read', async () => {
  const gone = goneFile();
  expect((await uploadOf(whole, gone).unreadable()).map(({ file }) => file)).toEqual([gone]);
});

it('suspects all of them if none can be told', async () => {
  expect(await uploadOf(whole, whole).unreadable()).toHaveLength(2);
});
