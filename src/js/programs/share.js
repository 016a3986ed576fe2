// Links that carry a program. It stands in the fragment, which browsers keep to
// themselves: nothing is sent to anybody.
//
//     scratch.html#rust=S04tKk…     deflate (raw) in base64url, of UTF-8
//     scratch.html#python=~cHJpbn…  the same without deflate, by old browsers

/** What a program may have, in bytes: as much as `cargo book` takes. */
export const BYTES_MAX = 256 * 1024;

/** Nothing that fits has more characters than that in its link. */
const LINK_MAX = 2 * BYTES_MAX;

const PATTERN = /^#(rust|python)=(~?)([\w-]*)$/;

/** Characters that turn text round: what is read is not what would run. */
const HIDING = /[\u202a-\u202e\u2066-\u2069]/;

/** What wants to be such a fragment, good or bad. */
export const LINK = /^#(rust|python)=/;

/** The link to the scratch page with this program in it. */
export async function linkFor({language, text}) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > BYTES_MAX) {
    throw new Error(`the program has ${bytes.length} bytes, and a link takes ${BYTES_MAX}; make it shorter`);
  }
  const page = new URL("../../scratch.html", import.meta.url);
  page.hash = `${language}=${await packed(bytes)}`;
  return page.href;
}

/** The program in a fragment: `{language, text}`, or null where there is none. */
export async function readLink(hash) {
  const [, language, plain, data] = (hash.length <= LINK_MAX && PATTERN.exec(hash)) || [];
  if (!language) return null;
  try {
    const bytes = fromBase64(data);
    const whole = plain ? bytes : await inflated(bytes);
    if (whole.length > BYTES_MAX) return null;
    const text = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(whole);
    return HIDING.test(text) ? null : {language, text};
  } catch {
    return null; // Cut off, or changed on its way.
  }
}

async function packed(bytes) {
  if (!globalThis.CompressionStream) return `~${toBase64(bytes)}`;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** Throws as soon as it is too much: a link of 1 kB can hold a megabyte of blanks. */
async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const chunks = [];
  for (let length = 0; ; ) {
    const {done, value} = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    chunks.push(value);
    length += value.length;
    if (length <= BYTES_MAX) continue;
    reader.cancel().catch(() => {});
    throw new Error("the program in the link is too long");
  }
}

function toBase64(bytes) {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64(text) {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
}
