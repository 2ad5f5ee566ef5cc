/** The page's policy forbids code made from strings; zod must not try. Import before any schema is used. */
import { z } from 'zod';

z.config({ jitless: true });
