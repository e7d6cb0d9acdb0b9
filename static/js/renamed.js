// Renamed: another name over a medicine's line empties what belonged to the one before; one tap brings all of it back.
// Switched on by [data-rows], whose rows have a medicine.<key>; a <template data-emptied> is what is said below the row.

const FORMS = /^(tab|tabs|tablet|cap|caps|capsule|syp|syr|syrup|susp|suspension|inj|injection|drops|cream|ointment|gel|lotion)$/;
const nameOf = field => (field.name?.startsWith('medicine.') ? field.closest('[data-rows="item"] > [data-row]') : null);
const wordsOf = name => name.toLowerCase().split(/[^\p{L}\p{M}]+/u).filter(word => word.length > 2 && !FORMS.test(word));
/** The last name that stood in each field: what the rest of its line belongs to. */
const before = new WeakMap();
/** What was emptied, by the line that says so. */
const emptied = new WeakMap();

/** Whether two words are one but for a slip of two letters, or one goes on where the other ends. */
function near(one, two) {
  if (one.startsWith(two) || two.startsWith(one)) return true;
  const shorter = Math.min(one.length, two.length);
  let [start, end] = [0, 0];
  while (start < shorter && one[start] === two[start]) start++;
  while (end < shorter - start && one.at(-1 - end) === two.at(-1 - end)) end++;
  return Math.max(one.length, two.length) - start - end <= 2;
}

function isAnother(was, now) {
  const [old, fresh] = [wordsOf(was), wordsOf(now)];
  return old.length > 0 && fresh.length > 0 && !old.some(one => fresh.some(two => near(one, two)));
}

const valueOf = field => (field.type === 'checkbox' ? field.checked : field.value);
function set(field, value) {
  if (field.type === 'checkbox') field.checked = value;
  else field.value = value;
}

function empty(row, name, was) {
  const rest = [...row.querySelectorAll('input:not([type=hidden]), select')].filter(field => field !== name);
  const kept = rest.map(field => [field, valueOf(field)]);
  if (!kept.some(([field, value]) => value && !(field.matches('select') && field.selectedIndex < 1))) return;
  for (const field of rest) set(field, field.type === 'checkbox' ? false : field.matches('select') ? field.options[0].value : '');
  if (row.nextElementSibling && emptied.has(row.nextElementSibling)) row.nextElementSibling.remove();
  const line = document.querySelector('template[data-emptied]').content.firstElementChild.cloneNode(true);
  line.querySelector('b').textContent = was;
  emptied.set(line, [[name, was], ...kept]);
  row.after(line);
  document.dispatchEvent(new Event('draft:changed'));
}

document.addEventListener('focusin', ({ target: field }) => { if (nameOf(field) && field.value.trim()) before.set(field, field.value); });
document.addEventListener('change', ({ target: field }) => {
  const row = nameOf(field);
  if (!row) return;
  const was = before.get(field) ?? '';
  if (field.value.trim()) before.set(field, field.value);
  if (isAnother(was, field.value)) empty(row, field, was);
});
document.addEventListener('click', ({ target }) => {
  const line = target.closest('[data-fill-again]')?.closest('li');
  if (!line) return;
  const [[name]] = emptied.get(line);
  for (const [field, value] of emptied.get(line)) set(field, value);
  line.remove();
  name.focus();
  document.dispatchEvent(new Event('draft:changed'));
});
