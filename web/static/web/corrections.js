// A learner's own sentence, cut where its corrections are.

/** Return pieces `{text}` or `{text, error}`; offsets of errors count code points. */
export function pieces(content, errors) {
  const points = Array.from(content);
  const sorted = [...errors].sort((a, b) => a.start - b.start);
  const cut = [];
  let at = 0;
  for (const error of sorted) {
    if (error.start < at) continue;
    if (error.start > at) cut.push({ text: points.slice(at, error.start).join("") });
    cut.push({ text: points.slice(error.start, error.end).join(""), error });
    at = error.end;
  }
  if (at < points.length) cut.push({ text: points.slice(at).join("") });
  return cut;
}
