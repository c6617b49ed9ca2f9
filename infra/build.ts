/** `npm run build`: bundles the functions, shows their sizes and refuses growth: size is start-up time. */
import { type Bundle, bundle } from './bundles.ts';

/** Largest bundle in bytes. */
const limitOf = (name: string): number => {
  if (name === 'api') return 550_000;
  // What a browser loads, compressed, before the first screen is there.
  if (name === 'page') return 60_000;
  // The one vendor that answers in XML, so the one bundle with a parser.
  return name === 'collect-naver-cloud' ? 850_000 : 800_000;
};

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000).toLocaleString('en')} KB`;

function report({ name, bytes }: Bundle): boolean {
  const fits = bytes <= limitOf(name);
  const line = `${name.padEnd(24)} ${kilobytes(bytes).padStart(9)}   of ${kilobytes(limitOf(name))} at most`;
  console.log(fits ? line : `${line}   TOO LARGE`);
  return fits;
}

const sizes = (await bundle()).map(report);
if (sizes.includes(false)) process.exitCode = 1;
