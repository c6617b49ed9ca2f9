import { describe, expect, test } from 'vitest';
import { interned } from '../../../../lib/providers/partner-center/interned.ts';
import { shapeOf } from '../../../../lib/providers/partner-center/shapes.ts';

describe.each(['usage', 'deployment'])('rows of %s', (dataset) => {
  const codes = { serviceCode: 'o365', serviceName: 'Office', channel: 'reseller', workloadCode: 'EXO' };

  test('that name the same labels share them', () => {
    const { labels } = interned(shapeOf(dataset));
    expect(labels({ ...codes })).toBe(labels({ ...codes }));
  });

  test('that leave a label out, or have none, are of one series', () => {
    const { labels } = interned(shapeOf(dataset));
    const [none, empty, absent] = [
      labels({ serviceCode: null, channel: null, serviceName: null }),
      labels({ serviceCode: '', channel: '', serviceName: '' }),
      labels({}),
    ];
    expect(empty).toEqual(none);
    expect(absent).toBe(none);
  });

  test.each(Object.keys(codes))('that differ in %s do not share labels', (name) => {
    const { labels } = interned(shapeOf(dataset));
    const [one, other] = [labels(codes), labels({ ...codes, [name]: 'another' })];
    expect(one === other).toBe(!(name in one));
  });

  test('of more labels than are kept have their own all the same', () => {
    const { labels } = interned(shapeOf(dataset));
    const channels = Array.from({ length: 70 }, (_, index) => `channel ${index}`);
    expect(channels.map((channel) => labels({ ...codes, channel })['channel'])).toEqual(channels);
  });
});

test('a customer is one whatever the spelling of its id, under the name that stands beside it', () => {
  const { customer } = interned(shapeOf('usage'));
  expect(customer('AB', 'Acme')).toEqual({ id: 'ab', name: 'Acme' });
  expect(customer('AB', 'Acme Ltd')).toEqual({ id: 'ab', name: 'Acme Ltd' });
  expect([customer(12, null), customer(' ', 'x'), customer(1.5, 'x')]).toEqual([{ id: '12', name: null }, null, null]);
});
