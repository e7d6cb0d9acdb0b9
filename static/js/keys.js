// Keys: a letter alone presses a button or follows a link in a place of commands, or where is no search; what is typed else is searched.
// Switched on by [data-key], the key; [data-commands] is a place, whose [data-letters] begin no search alone; [data-keys-toggle], a
// checkbox, switches letters off (WCAG 2.1.4). [data-undo-key] is the key of taking back. A letter beside another is part of a word.

const fields = 'textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])';
const typing = element => element.isContentEditable || element.matches(fields);
/** The navigation, and what takes the last step back. */
const EVERYWHERE = '.topbar [data-key], #notice [data-undo-key]';
const search = () => document.querySelector('.finder [role=combobox]');
const list = () => document.querySelector('dialog.keys');
const toggles = () => document.querySelectorAll('[data-keys-toggle]');

function areOn() {
  try { return localStorage.getItem('keys') !== 'off'; } catch { return true; }
}

function turn(state) {
  try { localStorage.setItem('keys', state); } catch { /* storage is off: they stay on */ }
}

/** The key's letter, also on a keyboard of another script. */
const letterOf = ({ key, code }) => /^[ -~]$/.test(key) || !code.startsWith('Key') ? key : code.slice(3).toLowerCase();

/** In a field of digits a letter is none of its text, but a command or the beginning of a search. */
const isDigits = field => field.matches('[data-commands] [inputmode=decimal]');

/** What the key presses: in a place its own, in one of all commands also the navigation. In a field of digits no digit is a command. */
function commandOf({ target, key }) {
  const place = target.closest('[data-commands]') ?? (search() ? null : document);
  if (!place || !areOn()) return null;
  if (typing(target) && !(isDigits(target) && /[a-z]/.test(key))) return null;
  const matches = element => (element.dataset.key ?? element.dataset.undoKey) === key && element.checkVisibility();
  // What stands in a place within this one is of that alone.
  const here = it => matches(it) && [place, null].includes(it.closest('[data-commands]'));
  const own = [...place.querySelectorAll('[data-key], [data-undo-key]')].find(here);
  return own ?? (place.dataset?.commands === 'all' ? [...document.querySelectorAll(EVERYWHERE)].find(matches) : null);
}

/** A letter of the place that has nothing to press now. */
function isSpent(target, key) {
  return areOn() && !typing(target) && target.closest('[data-letters]')?.dataset.letters.includes(key);
}

/** Takes what was typed where it is no text into the search, which begins anew. */
function searchFor(text) {
  const field = search();
  if (!field) return;
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** How long a letter waits for another one, in milliseconds. */
const ALONE = 350;
/** The letter that waits: what it types, what it would press, and the timer that presses it. */
let waiting = null;
/** When a letter was typed last. */
let lettered = -ALONE;

/** What it was meant for may have been drawn anew meanwhile; what it would do now must be the same. */
function again({ target, key, source }) {
  if (target.isConnected) return target;
  const place = document.getElementById(source.closest('[data-commands]')?.id);
  const now = place && commandOf({ target: place, key });
  const does = it => it?.form?.getAttribute('action') ?? it?.getAttribute('href');
  return does(now) === does(target) ? now : null;
}

function carryOut() {
  const command = waiting;
  waiting = null;
  clearTimeout(command.timer);
  if (command.target) again(command)?.click();
}

/** A letter where it is no text. */
function letter(event) {
  const [key, { target: source, timeStamp }] = [letterOf(event), event];
  if (event.repeat) return event.preventDefault();
  const isWord = waiting || timeStamp - lettered < ALONE;
  lettered = timeStamp;
  const target = isWord ? null : commandOf({ target: source, key });
  const spent = !isWord && !target && isSpent(source, key);
  if (!target && !isWord && !spent && !isDigits(source)) return typeIntoSearch(event);
  event.preventDefault();
  const text = (waiting?.text ?? '') + event.key;
  if (isWord) {
    clearTimeout(waiting?.timer);
    waiting = null;
    searchFor(text);
  } else if (!target && !spent) searchFor(text);
  else waiting = { text, target, key, source, timer: setTimeout(carryOut, ALONE) };
}

/** A letter or a digit that is typed where no field has the focus begins a new search: it goes into the field by itself. */
function typeIntoSearch(event) {
  const field = search();
  if (!field || typing(event.target) || !/^[\p{L}\p{N}+/]$/u.test(event.key)) return;
  field.focus();
  field.select();
  if (event.key === '/') event.preventDefault();
}

/** On a place of commands, and as the first sign in the search. */
const asksForHelp = target => (target === search() ? !target.value : !typing(target) && target.closest('[data-commands]'));

/** Closed, the focus goes back to where it was; from its button, to the search. */
function openHelp() {
  if (!list()) return;
  const from = document.activeElement;
  const back = () => from?.closest('[data-commands]') || search()?.focus();
  list().addEventListener('close', back, { once: true });
  list().showModal();
}

/** What types a letter, also one of several signs; no key with a name. */
const isLetter = key => ([...key].length === 1 ? /[\p{L}\p{M}]/u.test(key) : !/^[ -~]/.test(key));

/** Any other key while a letter waits: it is carried out first, but for Escape. A digit makes a word of it; Enter is spent with it. */
function hurry(event) {
  const { text } = waiting;
  if (/^[0-9]$/.test(event.key)) searchFor(text + event.key);
  else if (event.key !== 'Escape') return carryOut(), event.key === 'Enter' && event.preventDefault();
  clearTimeout(waiting.timer);
  waiting = null;
  event.preventDefault();
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('dialog[open]') || ['Shift', 'AltGraph', 'CapsLock'].includes(event.key)) return;
  const { target, key } = event;
  if (key === '?' && areOn() && asksForHelp(target)) return event.preventDefault(), openHelp();
  if (isLetter(key)) return typing(target) && !isDigits(target) ? null : letter(event);
  if (waiting) return hurry(event);
  const command = event.repeat ? null : commandOf({ target, key: letterOf(event) });
  if (!command && !isSpent(target, key)) return typeIntoSearch(event);
  event.preventDefault();
  command?.click();
});
document.addEventListener('click', event => {
  if (event.target.closest('[data-keys-open]')) openHelp();
});
document.addEventListener('change', event => {
  if (event.target.matches('[data-keys-toggle]')) turn(event.target.checked ? 'on' : 'off');
});
for (const box of toggles()) box.checked = areOn();
