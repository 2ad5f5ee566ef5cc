/** Carries calls over loopback HTTP, with the token of this run. */
import type { Transport } from './api.ts';
import { lines } from './lines.ts';

/** The token comes in the address's fragment, which no server sees; it moves out of the address bar at once. */
function takeToken(): string {
  const found = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!found) return sessionStorage.getItem('token') ?? '';
  sessionStorage.setItem('token', found);
  history.replaceState(null, '', location.pathname);
  return found;
}

export function httpTransport(): Transport {
  const token = takeToken();
  const post = (name: string, request: unknown): Promise<Response> =>
    fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(request),
    });
  return {
    call: async (name, request) => (await post(name, request)).json(),
    async ask(request, onEvent) {
      const response = await post('ask', request);
      if (!response.headers.get('content-type')?.includes('ndjson')) return response.json();
      let result: unknown = null;
      for await (const line of lines(response.body!)) {
        const value = JSON.parse(line) as object;
        if ('ok' in value) result = value;
        else onEvent(value);
      }
      if (result === null) throw new Error('The stream ended early.');
      return result;
    },
  };
}
