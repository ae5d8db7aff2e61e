import { bestText } from '../../src/desks/desk/scan/best-text.js';
import { ScanCapture } from '../../src/desks/desk/scan/capture.js';
import type { Stroke } from '../../src/desks/desk/scan/stroke.js';
import { textOf } from '../../src/desks/desk/scan/stroke.js';
import { recordings } from './recorded-keys.js';

/** Feeds keys as the page does: a scan is taken when nothing came for as long as the capture says. */
function captured(strokes: readonly Stroke[]): string[] {
  const capture = new ScanCapture();
  const taken: string[] = [];
  strokes.forEach((stroke, index) => {
    capture.feed(stroke);
    const next = strokes[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (capture.isScan && next - stroke.at >= capture.settlesAfter) taken.push(capture.take());
  });
  return taken;
}

describe('Recorded keys', () => {
  const all = recordings();
  const scans = all.filter(({ expected }) => expected.scan === 'yes');
  const others = all.filter(({ expected }) => expected.scan === 'no');

  it.each(scans.map((one) => [one.about, one] as const))(
    'are one scan: %s',
    (_about, { expected, strokes }) => {
      const taken = captured(strokes);
      expect(taken).toHaveLength(1);
      const { reading } = bestText(taken);
      expect(reading.kind).toBe(expected.kind);
      if (expected.number) expect(reading).toMatchObject({ personalId: expected.number });
      if (expected.name) expect(reading).toMatchObject({ fullName: expected.name });
    },
  );

  it.each(others.map((one) => [one.about, one] as const))('are no scan: %s', (_about, { strokes }) => {
    expect(captured(strokes)).toEqual([]);
  });

  it('are two scans when two cards come one after the other', () => {
    const { strokes } = scans.find(({ name }) => name === 'us-layout')!;
    const later = strokes.map((stroke) => ({ ...stroke, at: stroke.at + 5_000 }));
    const taken = captured([...strokes, ...later]);
    expect(taken).toHaveLength(2);
    expect(taken[0]).toBe(taken[1]);
  });
});

describe('A number that was typed', () => {
  it('is read from the keys where an input method made marks of its digits', () => {
    const { strokes } = recordings().find(({ name }) => name === 'person-types-number')!;
    const shown = 'đ́ô đ̣đđấêô';
    const { text, reading } = bestText([shown, textOf(strokes.slice(0, -1))]);
    expect(text).toBe('034090012345');
    expect(reading).toEqual({ kind: 'PERSONAL_ID', personalId: '034090012345' });
  });

  it('is read as it stands in the box where both can be read', () => {
    expect(bestText(['034090012345', '034090012346']).text).toBe('034090012345');
  });
});
