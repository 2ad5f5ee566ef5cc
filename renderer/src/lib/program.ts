/** A read-only view of a program. It lives in a shadow root, where its styles need no inline style element. */
import { wast } from '@codemirror/lang-wast';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)' },
  { tag: tags.typeName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--warn)' },
  { tag: tags.number, color: 'var(--warn)' },
  { tag: tags.comment, color: 'var(--dim)' },
]);

const look = EditorView.theme({
  '&': { fontSize: '12.5px', color: 'var(--ink)', maxHeight: '420px' },
  '.cm-scroller': { overflow: 'auto', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-gutters': { background: 'none', border: '0', color: 'var(--dim)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
});

export function programView(host: HTMLElement, wat: string): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const state = EditorState.create({
    doc: wat,
    extensions: [
      lineNumbers(),
      wast(),
      syntaxHighlighting(colours),
      look,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': 'Program', 'aria-readonly': 'true' }),
    ],
  });
  return new EditorView({ state, parent: root, root });
}
