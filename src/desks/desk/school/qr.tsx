/** A VietQR as the hub drew it. NOTE: its two parts are taken out of the text; markup from elsewhere is never put in. */
export function Qr({ svg, label }: { svg: string; label: string }) {
  const side = /viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1];
  const dots = /<path d="([\dMmHhVvLlZz .,-]+)"/.exec(svg)?.[1];
  if (!side || !dots) return null;
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={dots} fill="#000" />
    </svg>
  );
}
