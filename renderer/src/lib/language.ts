/** The language to read a text aloud in, where it is not the page's own. */
export const languageOf = (text: string): 'ru' | undefined => (/[а-яё]/i.test(text) ? 'ru' : undefined);
