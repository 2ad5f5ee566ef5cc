import fc from 'fast-check';
import temml from 'temml';
import { describe, expect, it } from 'vitest';
import { library } from '../../library/index.ts';
import { lineOf, parseMath, printMath } from './mathml.ts';

const line = (latex: string): string => {
  const math = parseMath(temml.renderToString(latex, { displayMode: true }));
  if (!math) throw new Error(latex);
  return lineOf(math).replace(/ +/g, ' ').trim();
};

describe('formulas', () => {
  it('of the whole library are drawn, with nothing but mathematics', () => {
    for (const { name, formula } of library.values()) {
      const math = parseMath(temml.renderToString(formula, { displayMode: true }));
      expect(math, name).not.toBeNull();
      expect(printMath(math!)).not.toMatch(/ (?!display)[a-z]+=|<(?!\/?m)/);
      expect(lineOf(math!).length).toBeGreaterThan(0);
    }
  });

  it('are one line of text where they cannot be drawn', () => {
    expect(line('\\frac{P r}{n^2}')).toBe('(Pr)/(n^2)');
    expect(line('a \\times (1+r)^{n t}')).toBe('a × (1 + r)^(nt)');
    expect(line('\\left(a+b\\right)\\left(c+d\\right)^2')).toBe('(a + b)(c + d)^2');
    expect(line('\\sqrt{x} = x_1')).toBe('√(x) = x_1');
  });

  it.each([
    '<math><script>alert(1)</script></math>',
    '<math><mi onclick="x">a</mi>',
    '<math><mi>a</mi></math><img>',
    '<math href=x><mi>a</mi></math>',
    '<mi>a</mi>',
    '<math><mi>a</math></mi>',
    '<math>&evil;</math>',
    '<math><annotation-xml>x</annotation-xml></math>',
    `${'<mrow>'.repeat(300)}`,
    '',
  ])('refuses %j', (text) => expect(parseMath(text)).toBeNull());

  it('never let a text out of its element', () => {
    expect(printMath(parseMath('<math><mtext class="x">a &lt;b&gt; &amp; "c" &#60;</mtext></math>')!)).toBe(
      '<math display="block"><mtext>a &lt;b&gt; &amp; &quot;c&quot; &lt;</mtext></math>',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const math = parseMath(`<math><mi>${text}</mi></math>`);
        if (math) expect(printMath(math).replace(/<\/?m[a-z]*( display="block")?>/g, '')).not.toMatch(/[<>]/);
      }),
    );
  });
});
