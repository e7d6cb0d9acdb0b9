// Offers: what somebody may mean who types, as the server knows it by more spellings than a browser; arrows walk, Enter or a tap takes.
// Switched on by [data-offers], a field, whose value is where it is asked; the answer's options stand in a list below the field.

const WAIT = 200;
let timer = 0;
let list = null;
/** The field that the list is of. */
let field = null;

const optionsOf = () => (list ? [...list.children] : []);
const chosen = () => optionsOf().find(it => it.ariaSelected === 'true');

function close() {
  clearTimeout(timer);
  list?.remove();
  list = null;
  field?.setAttribute('aria-expanded', 'false');
  for (const name of ['aria-controls', 'aria-activedescendant']) field?.removeAttribute(name);
}

function choose(option) {
  for (const each of optionsOf()) each.ariaSelected = String(each === option);
  field.setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}

function take(option) {
  const { dataset: { words } } = option;
  close();
  field.value = words;
  for (const event of ['input', 'change']) field.dispatchEvent(new CustomEvent(event, { detail: 'offered', bubbles: true }));
}

function lineOf(option, at) {
  const line = Object.assign(document.createElement('li'), { id: `offer-${at}`, role: 'option', ariaSelected: 'false' });
  line.dataset.words = option.value;
  line.append(option.value);
  const holds = option.textContent.trim();
  if (holds) line.append(Object.assign(document.createElement('small'), { textContent: holds }));
  return line;
}

function show(options) {
  close();
  if (!options.length || document.activeElement !== field) return;
  list = Object.assign(document.createElement('ul'), { id: 'offers', role: 'listbox' });
  list.ariaLabel = field.labels[0]?.textContent.trim() ?? '';
  list.append(...options.map(lineOf));
  document.querySelector('main').append(list);
  const [place, origin] = [field, list.offsetParent].map(it => it.getBoundingClientRect());
  Object.assign(list.style, { left: `${place.left - origin.left}px`, top: `${place.bottom - origin.top}px`, width: `${place.width}px` });
  field.setAttribute('aria-expanded', 'true');
  field.setAttribute('aria-controls', 'offers');
}

async function ask() {
  const [asking, q] = [field, field.value.trim()];
  if (q.length < 2) return close();
  const { offers } = asking.dataset;
  const headers = { 'HX-Request': 'true', 'HX-Target': `datalist#${offers.split('/').at(-1)}` };
  const answer = await fetch(`${offers}?${new URLSearchParams({ q })}`, { headers }).catch(() => null);
  if (!answer?.ok) return close();
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // Whoever typed on meanwhile is answered by the next one.
  if (field === asking && asking.value.trim() === q) show([...page.querySelectorAll('option')]);
}

// Without this script a field offers nothing.
document.addEventListener('focusin', ({ target }) => {
  if (!target.matches?.('[data-offers]')) return;
  const says = { 'role': 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false' };
  for (const [name, value] of Object.entries(says)) target.setAttribute(name, value);
});
document.addEventListener('input', ({ target, detail }) => {
  if (!target.matches?.('[data-offers]') || detail === 'offered') return;
  if (field !== target) close();
  field = target;
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
});
document.addEventListener('keydown', event => {
  if (!list || event.target !== field || event.isComposing) return;
  const options = optionsOf();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(options[(options.indexOf(chosen()) + step + (step < 0 && !chosen() ? 1 : 0) + options.length) % options.length]);
  else if (event.key === 'Enter' && chosen()) take(chosen());
  else if (event.key === 'Escape') close();
  else return;
  event.preventDefault();
});
// The field keeps the focus while the list is pressed.
document.addEventListener('pointerdown', event => { if (list?.contains(event.target)) event.preventDefault(); });
document.addEventListener('mousedown', event => { if (list?.contains(event.target)) event.preventDefault(); });
document.addEventListener('click', ({ target }) => {
  const option = target.closest('[role=option]');
  if (list?.contains(option)) take(option);
});
document.addEventListener('focusout', ({ target }) => { if (target === field) close(); });
