import { createScope } from '../dom/scope.js';
import { asText } from '../dom/text.js';
import { asList, type OutputBuilder } from './build.js';

export const buildScope: OutputBuilder = (spec, build) => {
  const id = asText(spec['dom_id']);
  if (document.getElementById(id) !== null) {
    const notice = document.createElement('p');
    notice.className = 'alert alert-warning';
    notice.textContent = build.context.text('duplicated_scope_name');
    return notice;
  }
  const scope = createScope(id);
  for (const content of asList(spec['contents'])) scope.append(build.child(content));
  return scope;
};
