import { writeFileSync } from 'node:fs';
import { encodeQR } from 'qr';

const [width, height] = [1280, 720];
/** Of paper, of print, and of the table behind: no picture is of pure black and white. */
const [light, dark, behind] = [205, 40, 120];

/**
 * Writes a film of a code held before a camera, as Chromium plays one in a camera's place (YUV4MPEG2, grey); of the table
 * alone where there is no text.
 */
export function writeFilm(file: string, text: string | null): void {
  const luma = Buffer.alloc(width * height, behind);
  if (text !== null) draw(luma, encodeQR(text, 'raw', { ecc: 'medium', border: 4 }));
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, frame, frame]));
}

function draw(luma: Buffer, code: readonly (readonly boolean[])[]): void {
  const square = Math.floor((height * 0.8) / code.length);
  const [left, top] = [width, height].map((side) => Math.floor((side - square * code.length) / 2)) as [
    number,
    number,
  ];
  for (let y = 0; y < square * code.length; y += 1) {
    for (let x = 0; x < square * code.length; x += 1) {
      const isDark = code[Math.floor(y / square)]![Math.floor(x / square)]!;
      luma[(top + y) * width + left + x] = isDark ? dark : light;
    }
  }
}
