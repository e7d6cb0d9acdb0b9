// The finder: arrows walk the results and the first is chosen; Enter follows the chosen one, Escape empties the field.
// Switched on by [role=combobox], a field in .finder, whose results are [role=option] in .found.

const optionsOf = finder => [...finder.querySelectorAll('[role=option]')];
const isChosen = option => option.getAttribute('aria-selected') === 'true';

function choose(finder, option) {
  for (const each of optionsOf(finder)) each.setAttribute('aria-selected', String(each === option));
  const field = finder.querySelector('[role=combobox]');
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

function follow(option) {
  (option.matches('a, button') ? option : option.querySelector('a, button'))?.click();
}

/** Empties the field; one that is empty already is left. */
function leave(finder, field) {
  if (!field.value) {
    field.blur();
    return false;
  }
  field.value = '';
  finder.querySelector('.found')?.replaceChildren();
  choose(finder);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
}

/** Whether the key did something here. */
function press(event, finder) {
  const options = optionsOf(finder);
  const at = options.findIndex(isChosen);
  const inField = event.target.matches('[role=combobox]');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    choose(finder, options[(at + step + options.length) % options.length]);
    return true;
  }
  if (event.key === 'Escape' && inField) return leave(finder, event.target);
  // While newer results are on their way, Enter submits what was typed.
  if (event.key !== 'Enter' || !inField || !options[at] || 'pending' in finder.dataset) return false;
  follow(options[at]);
  return true;
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing) return;
  const finder = event.target.closest('.finder');
  if (finder && press(event, finder)) event.preventDefault();
});
document.addEventListener('input', event => event.target.closest('.finder')?.setAttribute('data-pending', ''));
document.addEventListener('htmx:after:swap', event => {
  event.detail?.ctx?.sourceElement?.closest?.('.finder')?.removeAttribute('data-pending');
  document.querySelectorAll('.finder').forEach(chooseFirst);
});
document.querySelectorAll('.finder').forEach(chooseFirst);
