// Rows: added, filled and taken away in the page at once; the server learns of it with the next save.
// Switched on by [data-rows], the place of rows of one kind; a <template data-new> of that kind is what a new one is made of.

let newest = 0;

/** The key of a new row: the time, so that rows stand in the order in which they were made, and no two windows make the same. */
function newKey() {
  newest = Math.max(Date.now(), newest + 1);
  return newest.toString(36);
}

const rowOf = (kind, key) => document.querySelector(`[data-rows] > [data-row="${CSS.escape(`${kind}.${key}`)}"]`);
const changed = () => document.dispatchEvent(new Event('draft:changed'));

function place(row) {
  const [kind] = row.dataset.row.split('.');
  document.querySelector(`[data-rows="${kind}"]`).append(row);
  globalThis.htmx?.process(row);
}

function add(kind, key = newKey()) {
  if (rowOf(kind, key)) return;
  const number = document.querySelectorAll(`[data-rows="${kind}"] > [data-row]`).length + 1;
  const made = document.createElement('template');
  const { innerHTML: blank } = document.querySelector(`template[data-new="${kind}"]`);
  made.innerHTML = blank.replaceAll('newrow', key).replaceAll('__number__', number);
  place(made.content.firstElementChild);
}

/** The rows that were taken away, by the line that stands in their place. */
const removed = new WeakMap();

/** Takes a row away, and notes for the server that it is gone: a row that is merely missing is not. */
function remove(key) {
  const row = rowOf('item', key);
  const line = row && lineFor(row);
  if (line) row.replaceWith(line);
  else row?.remove();
  document.forms.draft.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'gone', value: key }));
  return line;
}

/** What stands where a row was; of one that was blank nothing. */
function lineFor(row) {
  const written = [...row.querySelectorAll('input:not([type=hidden], [type=checkbox])')].map(field => field.value.trim());
  if (!written.some(Boolean)) return null;
  const line = document.querySelector('template[data-removed]').content.firstElementChild.cloneNode(true);
  line.querySelector('b').textContent = row.querySelector('[name^="medicine."]').value.trim() || written.find(Boolean);
  removed.set(line, row);
  return line;
}

/** Puts a row back as it was. Once the server knows that it is gone it comes back as a new one. */
function putBack(line) {
  const row = removed.get(line);
  const key = row.dataset.row.split('.')[1];
  const gone = [...document.querySelectorAll('form > [name=gone]:not([data-sent])')].find(it => it.value === key);
  gone ? gone.remove() : rename(row, key, newKey());
  line.replaceWith(row);
  globalThis.htmx?.process(row);
  row.querySelector('input').focus();
}

function rename(row, key, fresh) {
  const ending = new RegExp(`([.-])${key}(?=-|\\s|$)`, 'g');
  for (const each of [row, ...row.querySelectorAll('*')]) {
    for (const name of ['data-row', 'id', 'name', 'for', 'aria-describedby', 'aria-labelledby']) {
      if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace(ending, `$1${fresh}`));
    }
    if (each.matches('button')) each.value = each.value.replace(new RegExp(`^${key}(?=:|$)`), fresh);
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-add], [data-remove], [data-set], [data-last], [data-again], [data-put-back]');
  if (!button || !document.querySelector('[data-rows]')) return;
  event.preventDefault();
  const { add: kind, set: marks, last: days } = button.dataset;
  if (kind) {
    add(kind);
    document.querySelector(`[data-rows="${kind}"]`).lastElementChild.querySelector('input').focus();
  } else if ('putBack' in button.dataset) {
    putBack(button.closest('li'));
  } else if ('again' in button.dataset) {
    document.getElementById('follow_up').value = button.value;
  } else if (marks ?? days) {
    button.closest('[data-row]').querySelector(marks ? '[name^="dose."]' : '[name^="days."]').value = marks ?? days;
  } else {
    (remove(button.value)?.querySelector('button') ?? document.querySelector('[data-add="item"]')).focus();
  }
  changed();
});
document.addEventListener('rows:need', ({ detail: { kind, key, gone } }) => (gone ? remove(key) : add(kind, key)));
document.addEventListener('draft:sent', () => {
  for (const gone of document.querySelectorAll('form > [name=gone]')) gone.dataset.sent = '';
});
document.addEventListener('draft:answer', ({ detail: page }) => {
  document.querySelectorAll('form > [name=gone][data-sent]').forEach(it => it.remove());
  for (const { dataset: { gone } } of page.querySelectorAll('i[data-gone]')) {
    const row = rowOf(...gone.split('.'));
    if (row && !row.contains(document.activeElement)) row.remove();
  }
  for (const row of page.querySelectorAll('[data-row]')) {
    if (!rowOf(...row.dataset.row.split('.'))) place(document.adoptNode(row));
  }
});
