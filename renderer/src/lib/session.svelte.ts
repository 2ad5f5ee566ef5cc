/** What the page knows: the open conversation, the question being worked on, and the history. */
import type { About, AskRequest, Card, Step } from '../../../core/contract.ts';
import { api } from './api.ts';

export type Work = { question: string; step: Step; program: string };

const key = 'conversation';
const page = 50;

export class Session {
  conversation = $state(localStorage.getItem(key) ?? '');
  cards: Card[] = $state([]);
  work: Work | null = $state(null);
  /** A failure that no record holds, in a sentence. */
  problem = $state('');
  history: Card[] = $state([]);
  more = $state(false);
  search = $state('');
  about: About | null = $state(null);
  /** The record that this page has just made; it takes the focus when it asks something. */
  newest = $state(0);

  async start(): Promise<void> {
    // Which model there is shows when it is loaded; a question can be asked before, in a conversation of its own.
    void this.refreshAbout();
    const stored = this.conversation;
    if (!stored) this.conversation = crypto.randomUUID();
    await this.refreshHistory();
    // A loopback page gets a new port, so a new localStorage, at each start: the ledger knows where we were.
    const last = stored || this.history[0]?.conversation;
    if (last && !this.work && !this.cards.length) await this.open(last);
    else this.#keep(this.conversation);
  }

  fresh(): void {
    this.#keep(crypto.randomUUID());
    this.cards = [];
    this.problem = '';
    this.newest = 0;
  }

  async open(conversation: string): Promise<void> {
    const result = await api.conversation({ conversation });
    if (this.work) return;
    if (!result.ok) {
      this.problem = result.error.message;
      return;
    }
    this.#keep(conversation);
    this.cards = result.value;
    this.problem = '';
    this.newest = 0;
  }

  async ask(question: string, completes?: AskRequest['completes']): Promise<void> {
    if (this.work || !question.trim()) return;
    const { conversation } = this;
    this.problem = '';
    this.work = { question, step: 'reading', program: '' };
    const request = { conversation, question, ...(completes ? { completes } : {}) };
    const result = await api.ask(request, (event) => {
      if (!this.work) return;
      if (event.type === 'step') this.work.step = event.step;
      if (event.type === 'token') this.work.program += event.text;
    });
    this.work = null;
    if (!result.ok) this.problem = result.error.message;
    else if (this.conversation === conversation) {
      this.cards.push(result.value);
      this.newest = result.value.id;
    }
    await Promise.all([this.refreshHistory(), this.refreshAbout()]);
  }

  async stop(): Promise<void> {
    if (this.work) await api.stop({ conversation: this.conversation });
  }

  async refreshHistory(): Promise<void> {
    const { search } = this;
    const result = await api.history({ search, limit: page });
    if (search !== this.search) return;
    if (!result.ok) {
      this.problem = result.error.message;
      return;
    }
    this.history = result.value;
    this.more = result.value.length === page;
  }

  async olderHistory(): Promise<void> {
    const before = this.history.at(-1)?.id;
    if (before === undefined) return;
    const result = await api.history({ search: this.search, before, limit: page });
    if (!result.ok) return;
    this.history.push(...result.value);
    this.more = result.value.length === page;
  }

  async refreshAbout(): Promise<void> {
    const result = await api.about({});
    if (result.ok) this.about = result.value;
  }

  #keep(conversation: string): void {
    this.conversation = conversation;
    localStorage.setItem(key, conversation);
  }
}
