// Keeps what a reader has made of a program, in this browser.
//
//     edit:<listing>.<language>:<hash of the original>    {"text": "…", "at": 1767225600000}
//
// The hash tells an edit of this original from one of an older original, which
// `older` finds: lines that were written for another program are not put in
// the place of this one, and not forgotten either.

/** The storage of this browser, or null where there is none to be had. */
export function storageHere() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // Cookies are blocked: even asking is an error.
  }
}

/** FNV-1a of the text in UTF-16, as 8 digits: it names a version, it protects nothing. */
export function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

const all = (listing, language) => `edit:${listing}.${language}:`;

/** The key of the edits of this original. */
export function keyOf(listing, language, original) {
  return all(listing, language) + hashOf(original);
}

/** The keys of all edits of a listing; throws where there is no storage. */
function keysOf(listing, language, storage) {
  const keys = Array.from({length: storage.length}, (_, at) => storage.key(at));
  return keys.filter((key) => key.startsWith(all(listing, language)));
}

/** The text in an entry; null if there is none, or something else. */
export function textIn(entry) {
  return parsed(entry)?.text ?? null;
}

function parsed(entry) {
  try {
    const {text, at} = JSON.parse(entry);
    return typeof text === "string" ? {text, at: Number(at) || 0} : null;
  } catch {
    return null;
  }
}

/** What the reader has made of this original, or null. */
export function load(listing, language, original, storage = storageHere()) {
  try {
    return textIn(storage.getItem(keyOf(listing, language, original)));
  } catch {
    return null;
  }
}

/** Keeps the text; false if that was not possible. The original needs no keeping. */
export function save(listing, language, original, text, storage = storageHere()) {
  const key = keyOf(listing, language, original);
  try {
    if (text === original) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify({text, at: Date.now()}));
    return true;
  } catch {
    return false;
  }
}

/** Whether there is an edit of this listing, whatever its original. */
export function isKept(listing, language, storage = storageHere()) {
  try {
    return keysOf(listing, language, storage).length > 0;
  } catch {
    return false;
  }
}

/** The newest edit of another original of this listing: `{key, text}`, or null. */
export function older(listing, language, original, storage = storageHere()) {
  try {
    const here = keyOf(listing, language, original);
    const found = keysOf(listing, language, storage)
      .filter((key) => key !== here)
      .map((key) => ({key, ...parsed(storage.getItem(key))}))
      .filter(({text}) => text !== undefined)
      .sort((one, other) => other.at - one.at);
    return found.length ? {key: found[0].key, text: found[0].text} : null;
  } catch {
    return null;
  }
}

/** Forgets an entry that `older` has found. */
export function forget(key, storage = storageHere()) {
  try {
    storage.removeItem(key);
  } catch {
    // Then it is offered again, which is no harm.
  }
}
