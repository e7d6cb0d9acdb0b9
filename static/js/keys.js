// Keys: one key presses a button, follows a link or goes to a field; ? shows the list in dialog.keys.
// Switched on by [data-key], the key; [data-keys-toggle], a checkbox, switches letters off (WCAG 2.1.4).

const fields = 'textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])';
const typing = element => element.isContentEditable || element.matches(fields);
const toggles = () => document.querySelectorAll('[data-keys-toggle]');

function areOn() {
  try { return localStorage.getItem('keys') !== 'off'; } catch { return true; }
}

function turn(state) {
  try { localStorage.setItem('keys', state); } catch { /* storage is off: they stay on */ }
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector('dialog[open]') || !areOn()) return;
  if (event.key === '?') return document.querySelector('dialog.keys')?.showModal();
  const matches = element => element.dataset.key === event.key && element.checkVisibility();
  const target = [...document.querySelectorAll('[data-key]')].find(matches);
  if (!target) return;
  event.preventDefault();
  if (!typing(target)) return target.click();
  target.focus();
  target.select?.();
});

document.addEventListener('change', event => {
  if (event.target.matches('[data-keys-toggle]')) turn(event.target.checked ? 'on' : 'off');
});
for (const box of toggles()) box.checked = areOn();
