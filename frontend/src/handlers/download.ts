import type { Handlers } from '../context.js';
import { saveBase64 } from '../dom/save.js';

export const downloadHandlers: Handlers = {
  download: ({ spec }) => saveBase64(spec.name, spec.content),
};
