import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../lib/report/html.ts';

describe('html', () => {
  it('escapes what is not HTML itself, in text and in attributes', () => {
    const hostile = `"><script>alert('&')</script>`;
    expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>',
    );
  });

  it('leaves HTML as it is, joins lists and writes nothing for what is missing', () => {
    expect(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}${undefined}${false}</ul>`.text).toBe(
      '<ul><li>1</li><li>2</li></ul>',
    );
  });

  it('keeps backslashes and replaces control characters', () => {
    expect(html`<code>\n${'a\u0000b\u001b[31m\nc'}</code>`.text).toBe('<code>\n' + 'a\uFFFDb\uFFFD[31m\nc</code>');
  });

  it('never lets a value open a tag, close an attribute or begin an entity', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const inside = html`<p title="${value}">`.text.slice('<p title="'.length, -'">'.length);
        expect(inside).not.toMatch(/[<>"']/);
        expect(inside.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      }),
    );
  });
});
