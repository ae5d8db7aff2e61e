import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import compiled from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** What the page is told: the reader can begin, cannot, or what stands on the picture it was given. */
export type FromReader = { is: 'READY' } | { is: 'FAILED' } | { is: 'LOOKED'; text: string | null };

/** NOTE: cards state no character set; the bytes of a name are UTF-8, which a guess takes for something else. */
const options: ReaderOptions = {
  formats: ['QRCode'],
  characterSet: 'UTF8',
  maxNumberOfSymbols: 1,
};

const tell = (message: FromReader) => postMessage(message);

/**
 * Reads QR codes off pictures. It runs apart from the page, so that only here may machine code be made of a file: the hub
 * serves this script with a policy of its own, under which it can reach nothing but that file.
 */
async function serve(): Promise<void> {
  await prepareZXingModule({ overrides: { locateFile: () => compiled }, fireImmediately: true });
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  addEventListener('message', async ({ data: picture }: MessageEvent<ImageBitmap>) => {
    const { width, height } = picture;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(picture, 0, 0);
    picture.close();
    const found = await readBarcodes(context.getImageData(0, 0, width, height), options).catch(() => []);
    tell({ is: 'LOOKED', text: found.find(({ isValid }) => isValid)?.text ?? null });
  });
  tell({ is: 'READY' });
}

serve().catch(() => tell({ is: 'FAILED' }));
