/** Several lines of text; with `code` the same text area turns into an editor once that has loaded. */

import { releaseWhenGone } from '../../dom/leaving.js';
import { asText } from '../../dom/text.js';
import { h } from '../dom.js';
import { isTruthy } from './attributes.js';
import { attachEditor, isReadOnly } from './code_editor.js';
import type { ControlHost } from './control.js';
import { Field } from './field.js';
import type { CodeEditor } from '../../chunks/codemirror.js';
import type { InputItem, Json } from '../../protocol/commands.js';

const CODE_ROW_HEIGHT = 20;
const DEFAULT_ROWS = 6;

export class TextareaControl extends Field {
  readonly #textarea: HTMLTextAreaElement;
  #editor: CodeEditor | null = null;

  constructor(item: InputItem, host: ControlHost) {
    super(item, host);
    this.#textarea = h('textarea', { id: this.frame.id, name: item.name, class: 'form-control' });
    this.#textarea.rows = DEFAULT_ROWS;
    this.copyAttributes(this.#textarea, 'code');
    this.frame.fill(h('div', { class: 'input-body' }, this.#textarea), [this.#textarea]);
    this.reset();
    this.#textarea.addEventListener('input', () => {
      this.edited();
    });
    if (isTruthy(item['code'])) this.#becomeEditor();
  }

  value(): Json {
    return this.#editor?.getValue() ?? this.#textarea.value;
  }

  reset(): void {
    this.setValue(this.item.value ?? null);
  }

  override focus(options?: FocusOptions): void {
    if (this.#editor) this.#editor.focus();
    else super.focus(options);
  }

  override setDisabled(disabled: boolean): void {
    super.setDisabled(disabled);
    this.#editor?.setReadOnly(isReadOnly(this.#textarea));
  }

  protected targets(): readonly HTMLElement[] {
    return [this.#textarea];
  }

  protected setValue(value: Json): void {
    this.#textarea.value = asText(value);
    this.#editor?.setValue(this.#textarea.value);
  }

  protected override updateMember(name: string, value: Json): void {
    super.updateMember(name, value);
    if (name === 'readonly' || name === 'disabled') {
      this.#editor?.setReadOnly(isReadOnly(this.#textarea));
    }
  }

  /** The plain text area serves until the editor has loaded, and stays if it cannot load. */
  #becomeEditor(): void {
    const height = this.#textarea.rows * CODE_ROW_HEIGHT;
    this.#textarea.classList.add('pywebio-code');
    this.#textarea.spellcheck = false;
    this.#textarea.style.height = `${String(height)}px`;
    const attached = attachEditor(this.#textarea, {
      code: this.item['code'] ?? true,
      height,
      onChange: () => {
        this.#textarea.value = this.#editor?.getValue() ?? '';
        this.edited();
      },
    });
    attached.then(
      (editor) => this.#attached(editor),
      (error: unknown) => {
        console.warn('The code editor could not be loaded', error);
      },
    );
    releaseWhenGone(this.element, attached, (editor) => {
      editor.destroy();
      this.#editor = null;
      this.#textarea.hidden = false;
    });
  }

  #attached(editor: CodeEditor): void {
    this.#editor = editor;
    const content = editor.element.querySelector<HTMLElement>('[contenteditable]');
    if (content) this.frame.setTargets([this.#textarea, content]);
    if (this.#textarea.required) content?.setAttribute('aria-required', 'true');
    this.frame.setHint(this.host.text('editor_leave_hint'));
    this.frame.onLabelClick(() => editor.focus());
  }
}
