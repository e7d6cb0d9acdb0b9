// Copies of unsent drafts: sealed in this browser with a key of its user's, brought back after a crash, gone once the server has it.
// Switched on by [data-copies], the form, whose value is the user's part of the key.

const form = () => document.querySelector('form[data-copies]');
const mark = () => document.querySelector('[data-session]').dataset.session;
const name = () => `draft:${mark()}:${location.pathname}`;
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
  const both = await crypto.subtle.digest('SHA-256', bytesOf(form().dataset.copies + salt()));
  return crypto.subtle.importKey('raw', both, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

let sealing = null;
let stale = false;

/** Seals what stands in the form. What is typed meanwhile is sealed right after. */
async function keep() {
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
  const written = JSON.stringify([...new FormData(form())]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(), new TextEncoder().encode(written));
  if (form() && form().dataset.state !== 'saved') {
    localStorage.setItem(name(), JSON.stringify({ at: Date.now(), iv: hexOf(iv), sealed: hexOf(sealed) }));
  }
}

async function kept() {
  const copy = JSON.parse(localStorage.getItem(name()) ?? 'null');
  if (!copy) return null;
  const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(copy.iv) }, await key(), bytesOf(copy.sealed));
  return JSON.parse(new TextDecoder().decode(open));
}

/** The rows of the copy that the page lacks, and those that were taken away. */
function need(written) {
  for (const [field, value] of written) {
    const [column, row] = field.split('.');
    const kind = column === 'diagnosis' ? column : 'item';
    if (field === 'gone') document.dispatchEvent(new CustomEvent('rows:need', { detail: { key: value, gone: true } }));
    else if (row) document.dispatchEvent(new CustomEvent('rows:need', { detail: { kind, key: row } }));
  }
}

/** Puts a field's value back; of a checkbox the copy has what it says unticked, and then perhaps what it says ticked. */
function put(field, values) {
  if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
  else if (field.type !== 'hidden' || field.name === 'was') field.value = values.at(-1);
}

async function restore() {
  const written = await kept().catch(() => null);
  if (!written) return;
  const content = entries => JSON.stringify(entries.filter(([field, value]) => field !== 'was' && value).sort());
  if (content(written) === content([...new FormData(form())])) return localStorage.removeItem(name());
  need(written);
  for (const field of form().elements) {
    const values = written.filter(([it]) => it === field.name).map(([, value]) => value);
    if (values.length) put(field, values);
  }
  const line = Object.assign(document.createElement('div'), { textContent: form().dataset.restored });
  line.setAttribute('role', 'status');
  line.dataset.variant = 'info';
  form().prepend(line);
  document.dispatchEvent(new Event('draft:changed'));
}

function sweep() {
  for (const each of Object.keys(localStorage).filter(it => it.startsWith(`draft:${mark()}:`))) {
    if (JSON.parse(localStorage.getItem(each)).at < Date.now() - AGE) localStorage.removeItem(each);
  }
}

/** Without a line of its own the browser seals nothing: then leaving asks. */
const can = () => form() && globalThis.crypto?.subtle;
document.addEventListener('input', event => { if (can() && event.target.form === form()) keep(); });
document.addEventListener('draft:changed', () => { if (can()) keep(); });
document.addEventListener('draft:state', () => {
  if (can() && form().dataset.state === 'saved') localStorage.removeItem(name());
});
// What is signed could not change while it was sent; of other forms something may have been typed since.
document.addEventListener('form:taken', event => {
  if (can() && event.target === form() && form().inert) localStorage.removeItem(name());
});
addEventListener('beforeunload', event => {
  if (form() && !can() && ['dirty', 'saving', 'unsaved'].includes(form().dataset.state)) event.preventDefault();
});
if (can()) {
  sweep();
  restore();
}
