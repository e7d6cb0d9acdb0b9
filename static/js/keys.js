// Keys: in a place of commands, or where there is no search, a key presses a button or follows a link; what is typed elsewhere is searched.
// Switched on by [data-key], the key; [data-commands] is a place, whose [data-letters] are never searched; [data-keys-toggle], a checkbox,
// switches letters off (WCAG 2.1.4). [data-undo-key] is the key of taking back, where there are keys.

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

/** What the key presses: in a place its own, in one of all commands also the navigation. In a field of digits no digit is a command. */
function commandOf(event) {
  const place = event.target.closest('[data-commands]') ?? (search() ? null : document);
  const key = letterOf(event);
  if (!place || event.repeat || !areOn()) return null;
  if (typing(event.target) && !(event.target.matches('[data-commands] [inputmode=decimal]') && /[a-z]/.test(key))) return null;
  const matches = element => (element.dataset.key ?? element.dataset.undoKey) === key && element.checkVisibility();
  // What stands in a place within this one is of that alone.
  const here = it => matches(it) && [place, null].includes(it.closest('[data-commands]'));
  const own = [...place.querySelectorAll('[data-key], [data-undo-key]')].find(here);
  return own ?? (place.dataset?.commands === 'all' ? [...document.querySelectorAll(EVERYWHERE)].find(matches) : null);
}

/** A letter of the place that has nothing to press now: pressed twice, or held down. */
function isSpent(event) {
  return areOn() && !typing(event.target) && event.target.closest('[data-letters]')?.dataset.letters.includes(letterOf(event));
}

/** A letter or a digit that is typed where no field has the focus begins a new search: it goes into the field by itself. */
function typeIntoSearch(event) {
  const field = search();
  if (!field || typing(event.target) || !/^[\p{L}\p{N}+/]$/u.test(event.key)) return;
  field.focus();
  field.select();
  if (event.key === '/') event.preventDefault();
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  if (event.key === '?' && !typing(event.target) && event.target.closest('[data-commands]') && areOn()) return list()?.showModal();
  const target = commandOf(event);
  if (!target && !isSpent(event)) return typeIntoSearch(event);
  event.preventDefault();
  target?.click();
});
document.addEventListener('click', event => {
  if (event.target.closest('[data-keys-open]')) list()?.showModal();
});
document.addEventListener('change', event => {
  if (event.target.matches('[data-keys-toggle]')) turn(event.target.checked ? 'on' : 'off');
});
for (const box of toggles()) box.checked = areOn();
