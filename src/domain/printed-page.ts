const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** A text between tags or in an attribute. */
export function htmlText(value: string): string {
  return value.replace(/[&<>"']/g, (character) => escapes[character]!);
}

/**
 * One HTML page to print on A4, in Vietnamese: no scripts, nothing loaded. `body` is HTML, every text in it escaped.
 */
export function printedPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(title)}</title>
<style>
@page { size: A4; margin: 15mm }
body { font: 10.5pt/1.4 "Times New Roman", Times, serif; color: #000 }
h1 { font-size: 15pt; margin: 0 }
h2 { font-size: 12pt; margin: 5mm 0 0 }
table { border-collapse: collapse; width: 100%; margin-top: 4mm }
th, td { border: 0.4pt solid #000; padding: 1.2mm 1.8mm; text-align: left; vertical-align: top }
thead { display: table-header-group }
tr { break-inside: avoid }
i { color: #444; font-size: 9pt }
.id { font: 7.5pt monospace; overflow-wrap: anywhere }
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** `22/11/2026` in Vietnam. */
export function printedDay(at: number): string {
  return inVietnam(at).slice(0, 10).split('-').reverse().join('/');
}

/** `14:05` in Vietnam. */
export function printedTime(at: number): string {
  return inVietnam(at).slice(11, 16);
}

/** `14:05:09 22/11/2026` in Vietnam. */
export function printedMoment(at: number): string {
  return `${inVietnam(at).slice(11, 19)} ${printedDay(at)}`;
}

function inVietnam(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString();
}
