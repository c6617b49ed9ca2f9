/** The page in a real browser. */
import { describe } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { IS_PICTURED } from './collected.ts';
import { tellJourney } from './journey.ts';
import { tellReaders } from './readers.ts';
import { takePictures } from './screenshots.ts';
import { tellSignIn } from './sign-in.ts';
import { prepare } from './stage.ts';
import { tellStates } from './states.ts';

describe.skipIf(CHROMIUM === null)('the page in a browser', { timeout: 120_000 }, () => {
  prepare();
  describe('the way of the account manager', () => {
    tellJourney();
  });
  describe('every state', () => {
    tellStates();
  });
  describe('every reader', () => {
    tellReaders();
  });
  describe('signing in', () => {
    tellSignIn();
  });
  describe.runIf(IS_PICTURED)('pictures', () => {
    takePictures();
  });
});
