// The finder: what is typed is asked for, arrows walk the results, Enter follows the chosen one and waits for its own answer.
// Switched on by [role=combobox], a field in .finder, whose results are [role=option] in .found; [data-beside] leads elsewhere.

const WAIT = 150;
const fieldOf = finder => finder.querySelector('[role=combobox]');
const optionsOf = finder => [...finder.querySelectorAll('[role=option]:not([data-beside])')];
const isChosen = option => option.getAttribute('aria-selected') === 'true';
let timer = 0;
/** What was asked for last, and what the results that stand there answer. */
let asked = null;
let answered = null;
/** The Enter that waits for the answer. */
let entered = null;

function choose(finder, option) {
  for (const each of optionsOf(finder)) each.setAttribute('aria-selected', String(each === option));
  const field = fieldOf(finder);
  field?.setAttribute('aria-expanded', String(Boolean(option)));
  if (!option) return field?.removeAttribute('aria-activedescendant');
  option.id ||= `option-${optionsOf(finder).indexOf(option)}`;
  field?.setAttribute('aria-activedescendant', option.id);
  if (finder.contains(document.activeElement)) option.scrollIntoView({ block: 'nearest' });
}

function chooseFirst(finder) {
  const options = optionsOf(finder);
  choose(finder, options.find(isChosen) ?? options[0]);
}

/** Opens what is meant: with Control the record, with Shift the payment, where there is one beside it. */
function follow(option, { ctrlKey, metaKey, shiftKey }) {
  const name = ctrlKey || metaKey ? 'record' : shiftKey ? 'pay' : '';
  (name && option.parentElement.querySelector(`[data-beside=${name}]`) || option).click();
}

/** Asks for what stands in the field, unless that was asked for. */
function ask(field) {
  clearTimeout(timer);
  if (asked === field.value) return;
  asked = field.value;
  field.dispatchEvent(new Event('ask'));
}

/** Empties the field; one that is empty already is left. */
function leave(finder, field) {
  entered = null;
  if (!field.value) {
    field.blur();
    return;
  }
  field.value = '';
  finder.querySelector('.found')?.replaceChildren();
  choose(finder);
  ask(field);
}

/** Whoever typed on while the answer was on its way meant what stands there now. */
function enter(finder, field, event) {
  const chosen = optionsOf(finder).find(isChosen);
  if (!field.value.trim()) return;
  if (answered === field.value) return chosen && follow(chosen, event);
  entered = event;
  ask(field);
}

/** Whether the key did something here. */
function press(event, finder) {
  const field = fieldOf(finder);
  const options = optionsOf(finder);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    choose(finder, options[(options.findIndex(isChosen) + step + options.length) % options.length]);
    return true;
  }
  if (event.target !== field || !globalThis.htmx || !['Escape', 'Enter'].includes(event.key)) return false;
  if (event.key === 'Escape') leave(finder, field);
  else enter(finder, field, event);
  return true;
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing) return;
  const finder = event.target.closest?.('.finder');
  if (finder && press(event, finder)) event.preventDefault();
});
document.addEventListener('input', ({ target: field }) => {
  if (!field.matches('[role=combobox]')) return;
  entered = null;
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT, field);
});
document.addEventListener('htmx:after:swap', event => {
  const field = event.detail?.ctx?.sourceElement;
  if (!field?.matches?.('[role=combobox]')) return;
  const finder = field.closest('.finder');
  answered = asked;
  chooseFirst(finder);
  // One who was found is opened at once; of several, one is chosen.
  const people = optionsOf(finder).filter(it => it.id !== 'p-new');
  if (entered && answered === field.value && people.length === 1) follow(people[0], entered);
  entered = null;
});
for (const failed of ['htmx:error', 'htmx:response:error']) {
  document.addEventListener(failed, event => {
    if (event.detail?.ctx?.sourceElement?.matches?.('[role=combobox]')) asked = entered = null;
  });
}

/** The search has the focus whenever nothing else has; on a touch screen that would bring its keyboard up. */
function begin() {
  const finder = document.querySelector('.finder');
  if (!finder) return;
  chooseFirst(finder);
  if (optionsOf(finder).length) asked = answered = fieldOf(finder).value;
  if (document.activeElement === document.body && !matchMedia('(pointer: coarse)').matches) {
    const meant = document.querySelector(':target:is(input, a)') ?? document.querySelector('[autofocus]');
    (meant ?? fieldOf(finder)).focus({ preventScroll: true });
  }
  if (document.activeElement === fieldOf(finder)) fieldOf(finder).select();
}

document.addEventListener('page:shown', begin);
begin();
