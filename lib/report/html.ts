/** Text that is HTML already; made only by the `html` tag, so that everything else gets escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What a template may hold. Lists are joined; nothing is written for `undefined` and `false`. */
export type Content = string | number | Html | undefined | false | readonly Content[];

/** HTML (or SVG) from a template; every value that is not `Html` itself is escaped, in attributes too. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(render)));
}

function render(content: Content): string {
  if (content instanceof Html) return content.text;
  if (content === undefined || content === false) return '';
  return Array.isArray(content) ? content.map(render).join('') : escaped(String(content));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters are not allowed in HTML text; they become the replacement character. */
const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character]!).replace(/[^\P{Cc}\n\t]/gu, '\uFFFD');
