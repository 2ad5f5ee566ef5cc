import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { EMPTY_ROOT } from './merkle.ts';
import { rawPublicKey, signNote } from './note.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const signer = { name: 'example.org/log', privateKey };
const verifier = { name: signer.name, publicKey: rawPublicKey(privateKey) };
const note = signCheckpoint({ size: 12, root: EMPTY_ROOT }, signer);

it('says origin, size and root on three lines', () => {
  expect(note.split('\n').slice(0, 4)).toEqual([
    'example.org/log',
    '12',
    '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    '',
  ]);
  expect(openCheckpoint(note, verifier)).toEqual({ origin: 'example.org/log', size: 12, root: EMPTY_ROOT });
});

it('opens no checkpoint of another key, origin or text', () => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const forged = signCheckpoint({ size: 12, root: EMPTY_ROOT }, { ...signer, privateKey: stranger });
  expect(() => openCheckpoint(forged, verifier)).toThrow(/no good signature/);
  expect(() => openCheckpoint(note.replace('\n12\n', '\n13\n'), verifier)).toThrow(/no good signature/);
  expect(() => openCheckpoint(note, { ...verifier, name: 'example.org/other' })).toThrow(/another ledger/);
});

it.each([
  ['a leading zero', 'o\n012\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'],
  ['a size beyond whole numbers', 'o\n9999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'],
  ['a short root', 'o\n12\n47DEQpj8HBQ=\n'],
  ['no origin', '\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'],
  ['a line more', 'o\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n'],
])('refuses %s', (_what, text) => {
  expect(() => parseCheckpoint(signNote(text, signer))).toThrow(/not a checkpoint of a ledger/);
});
