/** Reads a JSON request body, up to a cap. */
import type { IncomingMessage } from 'node:http';

export class BodyError extends Error {
  readonly status: 400 | 413 | 415;
  constructor(status: 400 | 413 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

export async function jsonBody(request: IncomingMessage, cap: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new BodyError(415, 'The request must be JSON.');
  const tooLarge = new BodyError(413, `The request is larger than ${Math.floor(cap / 1024)} KB.`);
  if (Number(request.headers['content-length'] ?? 0) > cap) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not close the connection: the refusal still has to go out on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > cap) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BodyError(400, 'The request is not valid JSON.');
  }
}
