// Copies of what is typed and not sent: sealed in this browser with a key of its user's, brought back after a crash, gone once it is sent.
// Switched on by [data-copies]: of a `draft`, kept until the server has it; of a `form`, until it is left or taken; `kept`, a list.

const form = () => document.querySelector('form[data-copies]');
const isDraft = () => form().dataset.copies === 'draft';
const session = () => document.querySelector('dialog[data-session]');
const prefix = () => `draft:${session().dataset.session}:`;
const name = () => prefix() + location.pathname;
const AGE = 30 * 24 * 3600 * 1000;
const bytesOf = hex => Uint8Array.from(hex.match(/../g) ?? [], byte => parseInt(byte, 16));
const hexOf = bytes => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** This browser's part of the key. */
function salt() {
  const kept = localStorage.getItem('salt') ?? hexOf(crypto.getRandomValues(new Uint8Array(16)));
  localStorage.setItem('salt', kept);
  return kept;
}

async function key() {
  const both = await crypto.subtle.digest('SHA-256', bytesOf(session().dataset.copyKey + salt()));
  return crypto.subtle.importKey('raw', both, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

let sealing = null;
let stale = false;
/** It was taken, or left: what is being sealed is not put away any more. */
let over = false;

/** Seals what stands in the form. What is typed meanwhile is sealed right after. */
async function keep() {
  over = false;
  if (sealing) return stale = true;
  sealing = seal().catch(() => {});
  await sealing;
  sealing = null;
  if (stale) {
    stale = false;
    await keep();
  }
}

async function seal() {
  const isSecret = field => form().elements[field]?.type === 'password';
  const typed = [...new FormData(form())].filter(([field]) => !isSecret(field));
  const written = JSON.stringify({ whose: form().dataset.whose ?? '', written: typed });
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(), new TextEncoder().encode(written));
  if (!over) localStorage.setItem(name(), JSON.stringify({ at: Date.now(), iv: hexOf(iv), sealed: hexOf(sealed) }));
}

function forget() {
  over = true;
  localStorage.removeItem(name());
}

/** What was typed, whose it is and when that was; an earlier version kept what was typed alone. */
async function kept(place = name()) {
  const copy = JSON.parse(localStorage.getItem(place) ?? 'null');
  if (!copy) return null;
  const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(copy.iv) }, await key(), bytesOf(copy.sealed));
  const content = JSON.parse(new TextDecoder().decode(open));
  return { place, at: copy.at, path: place.slice(prefix().length), ...(Array.isArray(content) ? { written: content } : content) };
}

const mine = () => Object.keys(localStorage).filter(it => it.startsWith(prefix()));

/** The rows of the copy that the page lacks, and those that were taken away. */
function need(written) {
  for (const [field, value] of written) {
    const [column, row] = field.split('.');
    const kind = column === 'diagnosis' ? column : 'item';
    if (field === 'gone') document.dispatchEvent(new CustomEvent('rows:need', { detail: { key: value, gone: true } }));
    else if (row) document.dispatchEvent(new CustomEvent('rows:need', { detail: { kind, key: row } }));
  }
}

/** Puts the values back, each into its field: of a name that several fields have, in their order. */
function put(written) {
  const places = new Map();
  for (const field of form().elements) {
    const values = written.filter(([it]) => it === field.name).map(([, value]) => value);
    if (!values.length) continue;
    const place = places.get(field.name) ?? 0;
    if (['checkbox', 'radio'].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.type !== 'hidden' || ['was', 'attempt'].includes(field.name)) {
      field.value = values[place] ?? values.at(-1);
      places.set(field.name, place + 1);
    }
  }
}

async function restore() {
  const { written } = await kept().catch(() => null) ?? {};
  if (!written) return;
  // What nobody types, as which measurements the page shows, was not left unsent.
  const typed = ([field, value]) => value && (field === 'gone' || form().elements[field]?.type !== 'hidden');
  const content = entries => JSON.stringify(entries.filter(typed).sort());
  if (content(written) === content([...new FormData(form())])) return forget();
  need(written);
  put(written);
  const line = Object.assign(document.createElement('div'), { textContent: session().dataset.restored });
  line.setAttribute('role', 'status');
  line.dataset.variant = 'info';
  form().prepend(line);
  document.dispatchEvent(new Event('draft:changed'));
}

/** Without a secure connection the browser seals nothing: then leaving asks. */
const seals = () => session() && globalThis.crypto?.subtle;
const can = () => form() && seals();
document.addEventListener('copies:ask', ({ detail: give }) => {
  if (seals()) Promise.all(mine().map(place => kept(place).catch(() => null))).then(all => give(all.filter(Boolean)));
});
document.addEventListener('input', event => { if (can() && event.target.form === form()) keep(); });
document.addEventListener('draft:changed', () => { if (can()) keep(); });
document.addEventListener('draft:state', () => { if (can() && form().dataset.state === 'saved') forget(); });
document.addEventListener('form:taken', event => {
  // What is signed could not change while it was sent; of a draft's other forms something may have been typed since.
  if (can() && event.target === form() && (form().inert || !isDraft())) forget();
});
addEventListener('pagehide', () => { if (can() && !isDraft()) forget(); });
addEventListener('beforeunload', event => {
  if (form() && !can() && ['dirty', 'saving', 'unsaved'].includes(form().dataset.state)) event.preventDefault();
});
if (seals()) {
  for (const each of mine()) if (JSON.parse(localStorage.getItem(each)).at < Date.now() - AGE) localStorage.removeItem(each);
}
if (can()) restore();
