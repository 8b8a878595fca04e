import { saveBase64 } from '../dom/save.js';
import { asText } from '../dom/text.js';
import type { OutputBuilder } from './build.js';

/** No longer sent: a file comes as a link button whose callback sends `download`. */
export const buildFile: OutputBuilder = (spec) => {
  const wrapper = document.createElement('div');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-link';
  button.textContent = asText(spec['name']);
  button.addEventListener('click', () => saveBase64(asText(spec['name']), asText(spec['content'])));
  wrapper.append(button);
  return wrapper;
};
