/** What a file field takes: kinds of files and sizes, checked before anything is sent. */

import { formatNumber } from '../../i18n.js';

export interface SizeLimits {
  /** Bytes; 0 means no limit. */
  readonly each: number;
  readonly total: number;
}

export type SizeFault =
  | { readonly kind: 'file'; readonly name: string; readonly limit: string }
  | { readonly kind: 'total'; readonly limit: string };

export function findSizeFault(
  files: readonly File[],
  limits: SizeLimits,
  language: string,
): SizeFault | null {
  const tooLarge = limits.each > 0 ? files.find((file) => file.size > limits.each) : undefined;
  if (tooLarge)
    return { kind: 'file', name: tooLarge.name, limit: formatSize(limits.each, language) };
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return limits.total > 0 && total > limits.total
    ? { kind: 'total', limit: formatSize(limits.total, language) }
    : null;
}

/** The picker honours `accept` by itself; dropped files pass through here. */
export function accepts(file: File, accept: string): boolean {
  const rules = accept
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .filter(Boolean);
  return rules.length === 0 || rules.some((rule) => matches(file, rule));
}

/** For a file from the picker, which knows more names of a kind than the file itself. */
export function mayAccept(file: File, accept: string): boolean {
  return /(^|,)\s*[^.,\s]/.test(accept) || accepts(file, accept);
}

/** A folder comes like a file that cannot be read. */
export function filesAndFolders({ files, items }: DataTransfer): {
  readonly files: readonly File[];
  readonly folders: readonly File[];
} {
  const kinds = [...items].filter(({ kind }) => kind === 'file');
  const isFolder = kinds.map((item) => item.webkitGetAsEntry()?.isDirectory === true);
  const all = [...files];
  return {
    files: all.filter((_, index) => isFolder[index] !== true),
    folders: all.filter((_, index) => isFolder[index] === true),
  };
}

function matches(file: File, rule: string): boolean {
  const type = file.type.toLowerCase();
  if (rule === '*' || rule === '*/*') return true;
  if (rule.startsWith('.')) return file.name.toLowerCase().endsWith(rule);
  if (rule.endsWith('/*')) return type.startsWith(rule.slice(0, -1));
  return type === rule;
}

export function formatSize(bytes: number, language: string): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const digits = { maximumFractionDigits: amount < 10 ? 1 : 0 };
  return `${formatNumber(amount, language, digits)} ${units[unit] ?? ''}`;
}

export function isSameFile(one: File, other: File): boolean {
  return (
    one.name === other.name && one.size === other.size && one.lastModified === other.lastModified
  );
}
