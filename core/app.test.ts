import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from './app.ts';

describe('the core without a model', () => {
  const data = mkdtempSync(join(tmpdir(), 'watledger-app-'));
  let core: Core;
  beforeAll(async () => {
    core = await openCore({ data, model: join(data, 'absent.gguf') });
  });
  afterAll(async () => {
    await core.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('says so to each question, and records it', async () => {
    const steps: string[] = [];
    const result = await core.ask({ conversation: 'c', question: '18% tip on $76.40' }, (e) => steps.push(e.type));
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value).toMatchObject({ id: 1, status: 'failed', value: null });
    expect(result.value.sentence).toContain('absent.gguf is missing');
    expect(steps.at(-1)).toBe('card');
    expect((await core.replay({ id: 1 })).ok).toBe(true);
    expect(await core.history({ search: 'tip' })).toMatchObject({ ok: true, value: [{ id: 1 }] });
  });

  it('asks back where a figure can be read in two ways, without asking the model', async () => {
    const result = await core.ask({ conversation: 'c', question: 'Add 20% VAT to 1.234 EUR' }, () => undefined);
    expect(result).toMatchObject({ ok: true, value: { status: 'asked' } });
    if (result.ok) expect(result.value.sentence).toContain('1.234 or 1234');
  });

  it('exports evidence into a folder of its own, and keeps the name that was set', async () => {
    expect(await core.setUser({ name: ' Ada ' })).toEqual({ ok: true, value: { user: 'Ada' } });
    const about = await core.about({});
    expect(about).toMatchObject({ ok: true, value: { user: 'Ada', warnings: [], anchored: 0 } });
    const result = await core.exportEvidence({});
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value).toMatchObject({ records: 2, size: 2, vkey: about.ok ? about.value.vkey : '' });
    const note = readFileSync(join(result.value.folder, 'checkpoint'), 'utf8');
    expect(await core.importAnchor({ note })).toEqual({ ok: true, value: { size: 2 } });
    expect(await core.about({})).toMatchObject({ ok: true, value: { anchored: 2 } });
    expect(await core.importAnchor({ note: 'x' })).toMatchObject({ ok: false, error: { code: 'EvidenceError' } });
  });

  it('tells a bad rates file in a sentence', async () => {
    const result = await core.importRates({ name: 'x.csv', base64: Buffer.from('nonsense').toString('base64') });
    expect(result).toMatchObject({ ok: false, error: { code: 'RatesError' } });
  });
});
