/** Files: how they travel, and what is refused before anything is sent. */

import { describe, expect, it } from 'vitest';
import { accepts, findSizeFault, formatSize } from '../../src/forms/controls/file_rules.js';
import { loseFormFile, submitRefused } from '../../src/forms/index.js';
import { chooseFiles, find, pick, showForm, submitted, update } from './driver.js';

const SMALL = new File(['abc'], 'small.txt', { type: 'text/plain', lastModified: 1 });
const OTHER = new File(['defg'], 'other.txt', { type: 'text/plain', lastModified: 2 });
const FIELD = { type: 'file', name: 'f', multiple: false, placeholder: 'Choose file' };

describe('sending', () => {
  it('leaves null in the data and sends the file beside it', () => {
    const context = showForm([FIELD]);
    chooseFiles('[type=file]', SMALL);
    expect(submitted(context)).toEqual({ f: null });
    expect(context.sent[0]?.files).toEqual([{ inputName: 'f', file: SMALL }]);
  });

  it('collects the files of a multiple field', () => {
    const context = showForm([{ ...FIELD, multiple: true }]);
    chooseFiles('[type=file]', SMALL);
    chooseFiles('[type=file]', SMALL, OTHER);
    expect(submitted(context)).toEqual({ f: [] });
    expect(context.sent[0]?.files.map(({ file }) => file.name)).toEqual(['small.txt', 'other.txt']);
  });

  it('sends an ordinary event when nothing was chosen', () => {
    const context = showForm([FIELD]);
    submitted(context);
    expect(context.sent[0]?.files).toEqual([]);
    expect(context.sent[0]?.progress).toBeUndefined();
  });

  it('shows how far the upload is, until the server answers', () => {
    const context = showForm([FIELD]);
    chooseFiles('[type=file]', SMALL);
    submitted(context);
    context.sent[0]?.progress?.(0.42);
    expect(find('[role=progressbar]').getAttribute('aria-valuenow')).toBe('42');
    update(context, 'f', { valid_status: false });
    expect(document.querySelector('[role=progressbar]')).toBeNull();
  });

  it('can be cancelled, and tried again', () => {
    const context = showForm([FIELD]);
    chooseFiles('[type=file]', SMALL);
    submitted(context);
    find('.upload-cancel').click();
    expect(context.cancelled).toEqual([context.sent[0]?.event]);
    expect(document.querySelector('[role=progressbar]')).toBeNull();
    submitted(context);
    expect(context.sent).toHaveLength(2);
  });

  it('goes on when it is too late to cancel', () => {
    const context = showForm([FIELD]);
    context.cancellable = false;
    chooseFiles('[type=file]', SMALL);
    submitted(context);
    find('.upload-cancel').click();
    expect(find('.upload-cancel')).toHaveProperty('disabled', true);
    expect(find('[role=progressbar]')).toBeTruthy();
  });

  it('can be tried again after the server has refused the files', () => {
    const context = showForm([FIELD]);
    chooseFiles('[type=file]', SMALL);
    submitted(context);
    submitRefused(context, 'task-1');
    expect(document.querySelector('[role=progressbar]')).toBeNull();
    chooseFiles('[type=file]', OTHER);
    submitted(context);
    expect(context.sent[1]?.files).toEqual([{ inputName: 'f', file: OTHER }]);
  });
});

function paste(selector: string, ...files: readonly File[]): Event {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { files } });
  find(selector).dispatchEvent(event);
  return event;
}

describe('pasting', () => {
  it('chooses what fits, from anywhere in the form', () => {
    const context = showForm([
      { type: 'text', name: 't' },
      { ...FIELD, accept: '.txt' },
    ]);
    expect(paste('[name=t]', new File(['x'], 'a.png'), OTHER).defaultPrevented).toBe(true);
    submitted(context);
    expect(context.sent[0]?.files.map(({ file }) => file.name)).toEqual(['other.txt']);
  });

  it('leaves texts alone, and files that nobody wants', () => {
    showForm([
      { type: 'text', name: 't' },
      { ...FIELD, accept: '.txt' },
    ]);
    expect(paste('[name=t]').defaultPrevented).toBe(false);
    expect(paste('[name=t]', new File(['x'], 'a.png')).defaultPrevented).toBe(false);
  });

  it('goes to the field it happens in', () => {
    const context = showForm([FIELD, { ...FIELD, name: 'g' }]);
    paste('[name=g]', SMALL);
    submitted(context);
    expect(context.sent[0]?.files.map(({ inputName }) => inputName)).toEqual(['g']);
  });
});

describe('choosing', () => {
  it('lists the names and takes one back', () => {
    const context = showForm([{ ...FIELD, multiple: true }]);
    chooseFiles('[type=file]', SMALL, OTHER);
    pick('.file-list li:first-child button');
    expect([...document.querySelectorAll('.file-name')].map((name) => name.textContent)).toEqual([
      'other.txt',
    ]);
    submitted(context);
    expect(context.sent[0]?.files).toHaveLength(1);
  });

  it('insists on a required file', () => {
    const context = showForm([{ ...FIELD, required: true }]);
    find<HTMLFormElement>('form').requestSubmit();
    expect(context.events).toEqual([]);
    expect(find('[type=file]').classList).toContain('is-invalid');
  });

  it('refuses a file that is too large, with a message', () => {
    const context = showForm([{ ...FIELD, max_size: 3 }]);
    chooseFiles('[type=file]', OTHER);
    expect(find('.invalid-feedback').textContent).toBe('file_size_exceed other.txt 3 B');
    submitted(context);
    expect(context.sent[0]?.files).toEqual([]);
  });

  it('refuses what exceeds the total, and keeps what was there', () => {
    showForm([{ ...FIELD, multiple: true, max_total_size: 5 }]);
    chooseFiles('[type=file]', SMALL);
    chooseFiles('[type=file]', OTHER);
    expect(find('.invalid-feedback').textContent).toBe('file_total_size_exceed 5 B');
    expect(document.querySelectorAll('.file-list li')).toHaveLength(1);
  });
});

describe('rules', () => {
  it.each([
    ['', true],
    ['.TXT', true],
    ['text/*', true],
    ['image/*,.txt', true],
    ['text/plain', true],
    ['image/*', false],
  ])('accept "%s" is %s for a text file', (accept, expected) => {
    expect(accepts(SMALL, accept)).toBe(expected);
  });

  it('take 0 as no limit', () => {
    expect(findSizeFault([SMALL, OTHER], { each: 0, total: 0 }, 'en')).toBeNull();
  });

  it('write sizes for people', () => {
    expect([1, 1024, 1536, 10 * 1024 ** 2].map((bytes) => formatSize(bytes, 'en'))).toEqual([
      '1 B',
      '1 KB',
      '1.5 KB',
      '10 MB',
    ]);
  });
});

function drop(selector: string, ...dropped: readonly (File | { folder: string })[]): void {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  const files = dropped.map((each) => (each instanceof File ? each : new File([], each.folder)));
  const items = dropped.map((each) => ({
    kind: 'file',
    webkitGetAsEntry: () => ({ isDirectory: !(each instanceof File) }),
  }));
  Object.assign(event, { dataTransfer: { files, items, types: ['Files'] } });
  find(selector).dispatchEvent(event);
}

describe('dropping', () => {
  it('chooses what fits, and says what does not', () => {
    const context = showForm([{ ...FIELD, multiple: true, accept: '.txt' }]);
    drop('.custom-file', SMALL, new File(['x'], 'a.png'));
    expect(find('.invalid-feedback').textContent).toBe('file_kind_refused a.png');
    submitted(context);
    expect(context.sent[0]?.files.map(({ file }) => file.name)).toEqual(['small.txt']);
  });

  it('takes no folder, which could not be read', () => {
    const context = showForm([{ ...FIELD, multiple: true }]);
    drop('.custom-file', { folder: 'photos' }, SMALL);
    expect(find('.invalid-feedback').textContent).toBe('folder_refused photos');
    submitted(context);
    expect(context.sent[0]?.files.map(({ file }) => file.name)).toEqual(['small.txt']);
  });
});

describe('the picker', () => {
  it('is not believed where an ending is asked for', () => {
    showForm([{ ...FIELD, accept: '.png,.jpg' }]);
    chooseFiles('[type=file]', SMALL);
    expect(find('.invalid-feedback').textContent).toBe('file_kind_refused small.txt');
    expect(document.querySelectorAll('.file-list li')).toHaveLength(0);
  });

  it('knows other names of a kind', () => {
    const csv = new File(['1;2'], 'a.csv', { type: 'application/vnd.ms-excel' });
    showForm([{ ...FIELD, accept: 'text/csv' }]);
    chooseFiles('[type=file]', csv);
    expect(document.querySelectorAll('.file-list li')).toHaveLength(1);
  });
});

describe('a file that can no longer be read', () => {
  it('is taken out of the form that still holds it, which says so', () => {
    const context = showForm([{ ...FIELD, multiple: true }]);
    chooseFiles('[type=file]', SMALL, OTHER);
    submitted(context);
    submitRefused(context, 'task-1');
    loseFormFile(context, SMALL);
    expect(find('.invalid-feedback').textContent).toBe('file_unreadable small.txt');
    expect(find('[type=file]').classList).toContain('is-invalid');
    submitted(context);
    expect(context.sent[1]?.files.map(({ file }) => file.name)).toEqual(['other.txt']);
  });
});
